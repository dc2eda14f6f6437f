/** How many timers keep this process alive now: those of servers, engines and sockets alike. */
export function timersNow(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}
