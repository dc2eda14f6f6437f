/** The version of the wire that this library describes. Sent in every handshake; a server refuses what it does not speak. */
export const PROTOCOL_VERSION = 1;

/** The Socket.IO path of the signaling server, and the one namespace it has. */
export const SIGNALING_PATH = '/socket.io';
export const SIGNALING_NAMESPACE = '/';

/** Hard limits of the wire. A server may be stricter where `joined.limits` says so, never looser. */
export const LIMITS = {
  /** Largest payload of one message and of the handshake, in bytes of its JSON in UTF-8. Above: `too-large`. */
  messageBytes: 64 * 1024,
  /** Largest packet that the transport takes at all, in bytes. Above: the transport is closed, the seat stays. */
  transportBytes: 256 * 1024,
  /** Longest name, in UTF-16 code units after trimming. */
  nameLength: 64,
  /** Longest session description, in UTF-16 code units. */
  sdpLength: 48 * 1024,
  /** Longest ICE candidate line, in UTF-16 code units. */
  candidateLength: 1024,
  /** Most candidates in one message. */
  candidatesPerMessage: 64,
  /** Longest ticket, in characters. */
  ticketLength: 16 * 1024,
  /** Smallest and largest number of seats in a room. */
  minCapacity: 2,
  maxCapacity: 8,
} as const;

/** Times that belong to the wire, in milliseconds. */
export const TIMES = {
  /** How long a client waits for `joined` or a refusal after its CONNECT. */
  joinTimeout: 5_000,
  /** How long a client waits for the ack of a request, unless a rule of its own says otherwise. */
  ackTimeout: 5_000,
  /** How long a client that leaves waits for the ack of `leave` before it closes anyway. */
  leaveTimeout: 250,
  /** How long a seat stays `away` after its socket broke, by default. */
  grace: 30_000,
  /** How long a seat stays `away` after its page said `closing`, by default. */
  closingGrace: 8_000,
  /** How long a room without any seat is kept, by default. */
  emptyRoom: 600_000,
  /** How long a server waits for the answers to `still-there`. */
  stillThereTimeout: 2_000,
  /** How much longer a seat is kept after a yes to `still-there`. */
  stillThereExtension: 15_000,
  /** How long a seat is kept away in all, however often `still-there` is answered with yes. */
  stillThereLimit: 600_000,
  /** How long a ticket is good for. A client that is present is given a new one in good time. */
  ticket: 3_600_000,
  /** How long a side sends nothing over the data channel before it sends a beat. */
  beat: 250,
  /** How long a message over the data channel waits for its ack before it goes again. */
  inBandResend: 250,
} as const;
