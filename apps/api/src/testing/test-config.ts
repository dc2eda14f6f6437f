import { readConfig } from '../config/read-config';
import type { Config } from '../config/settings';

/** A configuration for a spec: the defaults, silent, with what the spec is about. */
export function testConfig(env: Record<string, string> = {}): Config {
  return readConfig([], { HOLDFAST_LOG_LEVEL: 'silent', ...env });
}
