export * from './schemas/connection-id';
export * from './schemas/handshake';
export * from './schemas/ice';
export * from './schemas/ids';
export * from './schemas/notices';
export * from './schemas/presence';
export * from './schemas/requests';
export * from './schemas/rooms';
