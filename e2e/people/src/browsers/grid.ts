/** How WebdriverIO reaches a Selenium Grid. */
export interface GridAddress {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number;
  readonly path: string;
}

function addressOf(url: string): GridAddress {
  const { protocol, hostname, port, pathname } = new URL(url);
  const scheme = protocol.slice(0, -1);
  return { protocol: scheme, hostname, port: Number(port || (scheme === 'https' ? 443 : 80)), path: pathname };
}

/** The grid named by `E2E_GRID_URL`; `null` where browsers of this machine are driven. */
export const grid: GridAddress | null = process.env['E2E_GRID_URL'] ? addressOf(process.env['E2E_GRID_URL']) : null;
