// usage: node e2e/network/textbook/server.mjs ADDRESS PORT ICE_SERVERS
// Serves the textbook page and relays what its two sides say to each other: a WebSocket for each, every message passed on as it came.
// ICE_SERVERS is the JSON of what the page gives to its connection.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const [address, port, iceServers] = process.argv.slice(2);
const file = (name) => readFileSync(new URL(name, import.meta.url));
const files = {
  '/page.js': ['text/javascript', file('page.js')],
  '/configuration.json': ['application/json', iceServers],
};
const page = ['text/html', file('page.html')];

const server = createServer((request, response) => {
  const [type, body] = files[request.url] ?? page;
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
});

/** Who is in which room; the address of the WebSocket names it. */
const rooms = new Map();
new WebSocketServer({ server }).on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.send(JSON.stringify({ joined: { others: room.size - 1 } }));
  socket.on('message', (message) => {
    for (const other of room) if (other !== socket) other.send(message.toString());
  });
  socket.on('close', () => room.delete(socket));
});
server.listen(Number(port), address);
