import type { ConnectionChoice, Link, Transport } from '@holdfast/call-engine';
import { SIGNALING_NAMESPACE, SIGNALING_PATH, type Handshake } from '@holdfast/protocol';
import { Manager, type ManagerOptions } from 'socket.io-client';
import { SocketIoLink } from './socket-io-link';

/** Where the signaling server is. */
export interface SocketIoTransportOptions {
  /** The server's origin, such as `https://call.example`. Absent: the origin of the page. */
  readonly origin?: string;
  /** The path of Socket.IO on that origin; `SIGNALING_PATH` where absent. */
  readonly path?: string;
  /** How long TCP, TLS and the upgrade may take together before a link has `failed`, in ms. */
  readonly connectTimeoutMs?: number;
  /**
   * Asks the server for anything at all; rejects where nothing came before the signal. Where it is given, no WebSocket is tried after one that led
   * nowhere before this has been answered: see `REACH_MS`.
   */
  readonly reach?: (signal: AbortSignal) => Promise<unknown>;
  /** How long the server has to answer that before it is asked anew, in ms; 2000 where absent. */
  readonly reachTimeoutMs?: number;
  /** More options of Socket.IO's `Manager`. What this transport relies on can't be changed by them. */
  readonly manager?: Partial<ManagerOptions>;
}

/**
 * How many WebSockets may fail in a row before HTTP is tried first. Browsers let each further one to the same server wait longer
 * (Firefox from 0.2 s up to a minute, half as much again each time; Chromium up to 5 s), requests never.
 */
const FAILED_WEB_SOCKETS = 2;

/**
 * How long the server has to answer before it is asked anew, in ms. Firefox keeps the TCP connections of WebSockets that were given up in the making, with
 * their ever longer times until TCP asks again, and begins no new ones to the same server after some; those of requests that are aborted it lets go.
 */
const REACH_MS = 2_000;

/**
 * The engine's way to the server on socket.io-client. Each link has a `Manager` (one Engine.IO connection) of its own: so a new one
 * can be opened beside one that is suspected, and a refusal, after which Socket.IO closes the `Manager`, spoils nothing.
 */
export class SocketIoTransport implements Transport {
  /** The connection that holds no seat yet. */
  private warmed: Manager | null = null;
  /** Since one was open. Those that were given up here don't count: browsers don't count them either. */
  private failedWebSockets = 0;
  /** Whether the last connection ended before it was open. */
  private ledNowhere = false;
  private readonly opened = new WeakSet<Manager>();

  constructor(private readonly options: SocketIoTransportOptions = {}) {}

  warm(): void {
    if (this.warmed) return;
    const manager = this.createManager();
    const forget = (): void => {
      if (this.warmed === manager) this.warmed = null;
    };
    manager.on('error', forget);
    manager.on('close', forget);
    this.warmed = manager;
    manager.open();
  }

  cool(): void {
    // a Manager has no public way to be closed but through its last socket
    this.warmed?.socket(SIGNALING_NAMESPACE).disconnect();
    this.warmed = null;
  }

  open(auth: () => Handshake, connection: ConnectionChoice = 'any'): Link {
    const warmed = connection === 'any' ? this.warmed : null;
    if (warmed !== null) this.warmed = null;
    const { reach, reachTimeoutMs = REACH_MS } = this.options;
    const reached = reach && warmed === null && this.ledNowhere ? untilReached(reach, reachTimeoutMs) : undefined;
    const manager = warmed ?? this.createManager(connection);
    manager.on('close', () => (this.ledNowhere ||= !this.opened.has(manager)));
    return new SocketIoLink(manager, auth, warmed !== null, reached);
  }

  private createManager(connection: ConnectionChoice = 'any'): Manager {
    const { origin, path = SIGNALING_PATH, connectTimeoutMs = 10_000, manager } = this.options;
    // only a WebSocket has a connection to the server that nothing has used before
    const byHttp = connection === 'any' && this.failedWebSockets >= FAILED_WEB_SOCKETS;
    const made = new Manager(origin, {
      ...manager,
      path,
      timeout: connectTimeoutMs,
      // WebSocket at once saves the upgrade; where something on the way breaks it, polling still works
      transports: byHttp ? ['polling', 'websocket'] : ['websocket', 'polling'],
      tryAllTransports: !byHttp,
      // all retrying belongs to the engine, which knows what the media does
      reconnection: false,
      autoConnect: false,
    });
    if (!byHttp) made.on('error', () => (this.failedWebSockets += 1));
    made.on('open', () => {
      const { engine } = made;
      this.ledNowhere = false;
      this.opened.add(made);
      const isWebSocket = engine.transport.name === 'websocket';
      this.failedWebSockets = isWebSocket ? 0 : FAILED_WEB_SOCKETS;
      if (!isWebSocket) engine.once('upgrade', () => (this.failedWebSockets = 0));
    });
    return made;
  }
}

/** Asks again and again for as long as nothing answers; rejects where a request fails by itself, as without a network. */
function untilReached(reach: (signal: AbortSignal) => Promise<unknown>, timeoutMs: number) {
  return async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      const enough = AbortSignal.timeout(timeoutMs);
      try {
        await reach(AbortSignal.any([signal, enough]));
        return;
      } catch (error) {
        if (signal.aborted || !enough.aborted) throw error;
      }
    }
  };
}
