export { SocketIoTransport, type SocketIoTransportOptions } from './socket-io-transport';
