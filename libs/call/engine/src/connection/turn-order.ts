/** A TURN URL and the host in it (RFC 7065 section 3.1). */
const TURN_URL = /^turns?:(\[[^\]]*\]|[^:?]+)/i;

const hostOf = ({ urls }: RTCIceServer) => TURN_URL.exec(urls as string)?.[1];

/**
 * The same servers with the TURN servers' places moved on, a URL an entry; the URLs of one host stay together, in their order. Chromium prefers
 * the relay of the server that is named first and, of two relays in the same place, the newer one: so the pair of a dead server would be
 * kept for 3.5 s (until it counts as not receiving, and a second more) though another one works. With the places moved on at each restart
 * the newest wins at once.
 * @param agreements how many offers of the connection were answered, the first one too: both sides count alike, so both move on alike
 */
export function inTurn(configuration: RTCConfiguration, agreements: number): RTCConfiguration {
  const servers = (configuration.iceServers ?? []).flatMap(({ urls, ...credentials }) =>
    [urls].flat().map((url): RTCIceServer => ({ urls: url, ...credentials })),
  );
  const others = servers.filter((server) => hostOf(server) === undefined);
  const hosts = [...new Set(servers.map(hostOf))]
    .filter((host) => host !== undefined)
    .map((host) => servers.filter((server) => hostOf(server) === host));
  if (hosts.length < 2) return configuration;
  const first = agreements % hosts.length;
  return { ...configuration, iceServers: [...others, ...hosts.slice(first), ...hosts.slice(0, first)].flat() };
}
