import type { FoundAddresses } from '@holdfast/call-engine';
import { asyncScheduler } from 'rxjs';
import { gatheredAddresses } from './gathered-addresses';

/** As much of a connection as gathers. */
class GatheringConnection extends EventTarget {
  channels = 0;
  closed = false;
  private listening = 0;

  createDataChannel(): RTCDataChannel {
    this.channels += 1;
    return {} as RTCDataChannel;
  }

  async setLocalDescription(): Promise<void> {
    if (this.channels === 0) throw new DOMException('nothing to describe', 'InvalidStateError');
  }

  close(): void {
    this.closed = true;
  }

  get isListenedTo(): boolean {
    return this.listening > 0;
  }

  override addEventListener(type: string, listener: EventListener): void {
    this.listening += 1;
    super.addEventListener(type, listener);
  }

  override removeEventListener(type: string, listener: EventListener): void {
    this.listening -= 1;
    super.removeEventListener(type, listener);
  }

  finds(address: string | null): void {
    const line = `candidate:1 1 udp 2122260223 ${address} 50321 typ host`;
    const candidate = address === null ? null : { candidate: line };
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }
}

describe('the addresses of this machine', () => {
  let connection: GatheringConnection;
  beforeEach(() => {
    jest.useFakeTimers();
    connection = new GatheringConnection();
  });
  afterEach(() => jest.useRealTimers());

  const look = () => gatheredAddresses({ createConnection: () => connection, scheduler: asyncScheduler });

  it('are those that are gathered without anybody who is asked, each once', async () => {
    const found = look();
    for (const address of ['10.0.0.2', '10.0.0.2', '192.168.1.7', null]) connection.finds(address);
    await expect(found).resolves.toEqual({ addresses: ['10.0.0.2', '192.168.1.7'], areAll: true });
  });

  it('are waited for as long as the browser finds more, and 300 ms at most; then there may be others', async () => {
    let found: FoundAddresses | null = null;
    void look().then((addresses) => (found = addresses));
    connection.finds('10.0.0.2');
    await jest.advanceTimersByTimeAsync(299);
    expect(found).toBeNull();
    await jest.advanceTimersByTimeAsync(1);
    expect(found).toEqual({ addresses: ['10.0.0.2'], areAll: false });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('are left out where a name hides them', async () => {
    const found = look();
    connection.finds('7d1f0c1e-2d8e-4a55-9c41-6f3f4c1c9f10.local');
    await jest.advanceTimersByTimeAsync(300);
    await expect(found).resolves.toMatchObject({ addresses: [] });
  });

  it('leave no connection and no listener behind, once the browser has told all', async () => {
    const found = look();
    await jest.advanceTimersByTimeAsync(300);
    await found;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(connection.closed).toBe(false);
    connection.finds(null);
    expect(connection.closed).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect([connection.closed, connection.isListenedTo]).toEqual([true, false]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leave none either where the browser never has', async () => {
    const found = look();
    await jest.advanceTimersByTimeAsync(300);
    await found;
    await jest.advanceTimersByTimeAsync(4_699);
    expect(connection.closed).toBe(false);
    await jest.advanceTimersByTimeAsync(2);
    expect([connection.closed, connection.isListenedTo]).toEqual([true, false]);
  });

  it('leave none either where the browser refuses', async () => {
    jest.spyOn(connection, 'setLocalDescription').mockRejectedValue(new DOMException('', 'OperationError'));
    await expect(look()).rejects.toThrow();
    await jest.advanceTimersByTimeAsync(5_001);
    expect([connection.closed, connection.isListenedTo]).toEqual([true, false]);
  });
});
