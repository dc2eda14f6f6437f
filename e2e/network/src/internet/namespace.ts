import { spawn, type ChildProcess } from 'node:child_process';
import { command } from './command';

/** How a process in a namespace is started. */
export interface SpawnOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Told each line that it prints, on either stream. */
  readonly onLine?: (line: string) => void;
}

/** A network namespace: a machine of its own, as far as networks go. */
export class Namespace {
  private constructor(readonly name: string) {}

  /** Makes one, with nothing but its loopback interface. IPv6 is off, so that addresses are what the routers translate. */
  static async make(name: string): Promise<Namespace> {
    await command('ip', ['netns', 'add', name]);
    const namespace = new Namespace(name);
    await namespace.ip('link', 'set', 'lo', 'up');
    await namespace.sets({
      'net.ipv6.conf.all.disable_ipv6': 1,
      'net.ipv6.conf.default.disable_ipv6': 1,
      'net.ipv4.conf.all.rp_filter': 0,
      'net.ipv4.conf.default.rp_filter': 0,
    });
    return namespace;
  }

  /** Ends by its id each process that lives in a namespace of this name, then removes it. */
  static async remove(name: string): Promise<void> {
    // those who end may have started others meanwhile
    for (let pids = await pidsOf(name); pids.length > 0; pids = await pidsOf(name)) {
      for (const pid of pids) killIfThere(pid);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await command('ip', ['netns', 'del', name]);
  }

  /** The names of all that there are and begin with a prefix. */
  static async namesWith(prefix: string): Promise<string[]> {
    const listed = await command('ip', ['netns', 'list']);
    return listed
      .split('\n')
      .map((line) => line.split(' ')[0])
      .filter((name) => name.startsWith(prefix));
  }

  async remove(): Promise<void> {
    await Namespace.remove(this.name);
  }

  /** iproute2's `ip`, inside. */
  async ip(...args: string[]): Promise<string> {
    return await command('ip', ['-n', this.name, ...args]);
  }

  /** Any program, inside, to its end. */
  async run(program: string, args: readonly string[], input?: string): Promise<string> {
    return await command('ip', ['netns', 'exec', this.name, program, ...args], input);
  }

  async sets(settings: Readonly<Record<string, number>>): Promise<void> {
    await this.run('sysctl', ['-qw', ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)]);
  }

  /** Replaces a table of nftables by this one. */
  async setsTable(name: string, chains: string): Promise<void> {
    await this.run('nft', ['-f', '-'], `table ip ${name}\ndelete table ip ${name}\ntable ip ${name} {\n${chains}\n}\n`);
  }

  /** Starts a program inside. `ip` becomes the program, so the child's id is the program's. */
  spawn(program: string, args: readonly string[], { env, cwd, onLine }: SpawnOptions = {}): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', this.name, program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: env ?? process.env,
      cwd,
    });
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        if (onLine) lines.forEach(onLine);
      });
    }
    return child;
  }
}

async function pidsOf(name: string): Promise<number[]> {
  return (await command('ip', ['netns', 'pids', name])).split('\n').filter(Boolean).map(Number);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended by itself
  }
}
