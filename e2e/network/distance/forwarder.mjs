// usage: node e2e/network/distance/forwarder.mjs DELAY PORT=ADDRESS:PORT...
// Listens on each first PORT and leads to ADDRESS:PORT, as over a line on which every byte takes DELAY ms, either way, in order.
//
// A TCP connection is there only after a round trip (RFC 9293, section 3.5), and what its opener says first takes one way more. The kernel
// accepts at once, so that round trip is made up for here. What comes after TCP, such as the upgrade to WebSocket, has its round trips by itself.
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const delay = Number(process.argv[2]);

for (const line of process.argv.slice(3)) {
  const [from, to] = line.split('=');
  const [host, port] = to.split(':');
  createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const opened = performance.now() + 2 * delay;
    // servers count by address: everybody keeps one of their own
    const localAddress = `127.0.0.${client.remoteAddress.split('.').at(-1)}`;
    const server = connect({ host, port: Number(port), localAddress, allowHalfOpen: true, noDelay: true });
    carries(client, server, opened);
    carries(server, client, opened);
  }).listen(Number(from));
}

/** Everything that one end says, and its end, reaches the other one later. Nothing is under way before the connection is there. */
function carries(from, to, opened) {
  let arriving = Promise.resolve();
  const later = (arrive) => {
    const due = Math.max(performance.now(), opened) + delay;
    arriving = arriving.then(async () => {
      const left = due - performance.now();
      if (left > 0) await setTimeout(left);
      arrive();
    });
  };
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => later(() => to.resetAndDestroy()));
}
