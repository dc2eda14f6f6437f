import { type SignalingOptions, TurnIceServers } from '@holdfast/signaling-nest';
import type { Config } from './config/settings';

/** What of the configuration is for the signaling. */
export function signalingOptions(config: Config): SignalingOptions {
  return {
    rooms: config.rooms,
    secret: config.secret,
    graceMs: config.grace,
    closingGraceMs: config.closingGrace,
    emptyRoomMs: config.emptyRoom,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    iceServers: new TurnIceServers({
      stunUrls: config.stunUrls,
      turnUrls: config.turnUrls,
      turnSecret: config.turnSecret,
      ttlMs: config.turnTtl,
    }),
  };
}
