/**
 * What the engine uses of `RTCPeerConnection` (W3C WebRTC section 4.4): narrowed, so that the fake is small and says all it must do.
 * A real one fits as it is.
 */
export type PeerConnectionPort = Pick<
  RTCPeerConnection,
  | 'addEventListener'
  | 'removeEventListener'
  | 'addIceCandidate'
  | 'addTransceiver'
  | 'close'
  | 'connectionState'
  | 'createDataChannel'
  | 'getStats'
  | 'getTransceivers'
  | 'iceConnectionState'
  | 'iceGatheringState'
  | 'localDescription'
  | 'remoteDescription'
  | 'restartIce'
  | 'setConfiguration'
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'signalingState'
>;

/** What the engine uses of `RTCDataChannel` (W3C WebRTC section 6.2). */
export type DataChannelPort = Pick<
  RTCDataChannel,
  'addEventListener' | 'removeEventListener' | 'bufferedAmount' | 'readyState' | 'send'
>;

/** Makes a connection. In a page: `(configuration) => new RTCPeerConnection(configuration)`. */
export type PeerConnectionFactory = (configuration: RTCConfiguration) => PeerConnectionPort;
