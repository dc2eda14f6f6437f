const TURN_URL = /^turns?:/;

/**
 * The same servers with the TURN servers' places moved on, a URL an entry. Chromium prefers the relay of the server that is named first and, of two
 * relays in the same place, the newer one: so the pair of a dead server would be kept for 3.5 s (until it counts as not receiving, and
 * a second more) though another one works. With the places moved on at each restart the newest wins at once.
 * @param restarts how often ICE was restarted on the connection, by either side: both move on alike
 */
export function inTurn(configuration: RTCConfiguration, restarts: number): RTCConfiguration {
  const servers = (configuration.iceServers ?? []).flatMap(({ urls, ...credentials }) =>
    [urls].flat().map((url): RTCIceServer => ({ urls: url, ...credentials })),
  );
  const relays = servers.filter(({ urls }) => TURN_URL.test(urls as string));
  if (relays.length < 2) return configuration;
  const first = restarts % relays.length;
  const others = servers.filter((server) => !relays.includes(server));
  return { ...configuration, iceServers: [...others, ...relays.slice(first), ...relays.slice(0, first)] };
}
