// Perfect negotiation as the specification prints it (W3C WebRTC, section 10.7 "Perfect Negotiation Example"): a connection, its four
// handlers, candidates sent one by one, nothing else. Around it what any page needs: a preview with the camera open, a button, and a
// WebSocket to a relay that is opened by the click. The newcomer offers as soon as it is told that somebody is there; the other one adds
// its tracks when it is called. So there is no glare and no idle round trip that would make this page look slow.

const wishes = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};
const selfView = document.getElementById('self');
const remoteView = document.getElementById('remote');
const join = document.getElementById('join');

const [stream, iceServers] = await Promise.all([
  navigator.mediaDevices.getUserMedia(wishes),
  fetch('/configuration.json').then((response) => response.json()),
]);
selfView.srcObject = stream;
join.disabled = false;
join.addEventListener('click', enter, { once: true });

function enter() {
  document.body.dataset.page = 'call';
  join.hidden = true;
  const socket = new WebSocket(`ws://${location.host}${location.pathname}`);
  const send = (message) => socket.send(JSON.stringify(message));
  const connection = new RTCPeerConnection({ iceServers });
  let polite = false;
  let makingOffer = false;
  let ignoreOffer = false;
  let settingRemoteAnswer = false;
  let started = false;

  const start = () => {
    if (started) return;
    started = true;
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
  };

  connection.ontrack = ({ track, streams: [remote] }) => {
    track.onunmute = () => {
      if (!remoteView.srcObject) remoteView.srcObject = remote;
    };
  };
  connection.onnegotiationneeded = async () => {
    try {
      makingOffer = true;
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
    } finally {
      makingOffer = false;
    }
  };
  connection.onicecandidate = ({ candidate }) => send({ candidate });

  const receive = async ({ joined, description, candidate }) => {
    if (joined) {
      polite = joined.others > 0;
      if (polite) start();
      document.body.dataset.joined = '';
    } else if (description) {
      const ready = !makingOffer && (connection.signalingState === 'stable' || settingRemoteAnswer);
      ignoreOffer = !polite && description.type === 'offer' && !ready;
      if (ignoreOffer) return;
      start();
      settingRemoteAnswer = description.type === 'answer';
      await connection.setRemoteDescription(description);
      settingRemoteAnswer = false;
      if (description.type !== 'offer') return;
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
    } else {
      try {
        await connection.addIceCandidate(candidate);
      } catch (error) {
        if (!ignoreOffer) throw error;
      }
    }
  };
  socket.onmessage = ({ data }) => receive(JSON.parse(data));
}
