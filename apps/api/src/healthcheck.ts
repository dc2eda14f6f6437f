import { get as getPlainly } from 'node:http';
import { get as getSecurely } from 'node:https';
import { readConfig } from './config/read-config';
import { hostToOpen } from './links';

// Asks the server that runs beside it, with the same environment, how it is: what a container engine calls. Exit code 0: it takes calls.
const { address, tls, tlsCert } = readConfig([], process.env);
const get = tls || tlsCert ? getSecurely : getPlainly;
const request = get({
  host: hostToOpen(address) ?? 'localhost',
  port: address.port,
  path: '/healthcheck',
  rejectUnauthorized: false, // the certificate is for another name, and this is our own machine
  timeout: 3_000,
});
request.on('response', (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
});
request.on('timeout', () => request.destroy());
request.on('error', () => (process.exitCode = 1));
