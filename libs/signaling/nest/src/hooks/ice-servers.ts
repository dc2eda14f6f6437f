import type { Ice } from '@holdfast/protocol';

/** For whom ICE servers are. */
export interface IceRequest {
  /** `null` for somebody who has no room in mind: the connectivity check. */
  readonly room: string | null;
  /**
   * The seat's id. For somebody who has no seat (the lobby, the connectivity check) `guest.` and a name that all have who ask from the same
   * network. Goes into credentials, never into a log.
   */
  readonly participant: string;
  /** Whether media of this room may only go through a relay. */
  readonly relayOnly: boolean;
  /** For how long credentials are wanted, in ms. Absent: as long as the hook likes. */
  readonly ttlMs?: number;
}

/** Gives the ICE servers with credentials for one participant. Asked at each join, by `renew-ice`, by `GET /api/rooms/:room` and by `GET /api/connectivity`. */
export interface IceServers {
  iceServers(request: IceRequest): Ice | Promise<Ice>;
}

/** The token of the hook. The default gives none: no server of a third party is ever asked unless somebody configures it. */
export const IceServers = Symbol('IceServers');

/** The default: no ICE servers at all. Calls work where the browsers reach each other directly. */
export class NoIceServers implements IceServers {
  iceServers(): Ice {
    return { iceServers: [] };
  }
}
