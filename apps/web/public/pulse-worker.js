// Ticks as often as it is told: a browser slows the timers of a hidden page down, but not those of its workers.
onmessage = ({ data: ms }) => setInterval(() => postMessage(null), ms);
