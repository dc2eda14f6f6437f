// Provides what the network laboratory needs (namespaces, NATs, coturn) and writes to tmp/laboratory.json what of it cannot be had.
// Does nothing where everything is there already.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptInstall, findProgram, runs } from './find-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Each program and the Debian package that has it. */
const programs = {
  ip: 'iproute2',
  ss: 'iproute2',
  tc: 'iproute2',
  nft: 'nftables',
  conntrack: 'conntrack',
  turnserver: 'coturn',
  socat: 'socat',
  sysctl: 'procps',
};
const quiet = { stdio: 'ignore' };
const missingPrograms = () => Object.keys(programs).filter((name) => !findProgram(name));

function install() {
  const packages = [...new Set(missingPrograms().map((name) => programs[name]))];
  if (packages.length === 0 || !findProgram('apt-get')) return;
  console.log(`Installing ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  runs('apt-get', ['update', '-qq'], { env });
  runs('apt-get', aptInstall('-qq', ...packages).slice(1), { env });
}

/** Whether a namespace can be made: a container may be root and yet not be allowed to. */
function makesNamespaces() {
  const name = `hf-try-${process.pid}`;
  if (!runs('ip', ['netns', 'add', name], quiet)) return false;
  const translates = runs('ip', ['netns', 'exec', name, 'nft', 'add table ip nat'], quiet);
  return runs('ip', ['netns', 'del', name], quiet) && translates;
}

function findMissing() {
  if (process.platform !== 'linux') return ['Linux'];
  if (process.getuid?.() !== 0) return ['root'];
  install();
  const missing = missingPrograms();
  if (missing.length > 0) return missing;
  return makesNamespaces() ? [] : ['network namespaces'];
}

const missing = findMissing();
mkdirSync(join(root, 'tmp'), { recursive: true });
writeFileSync(join(root, 'tmp', 'laboratory.json'), JSON.stringify({ missing }) + '\n');
if (missing.length > 0) console.log(`NO NETWORK LABORATORY: ${missing.join(', ')} cannot be had here.`);
if (process.argv.includes('--needed') && missing.length > 0) process.exitCode = 1;
