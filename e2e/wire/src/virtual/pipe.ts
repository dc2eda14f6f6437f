/** One direction of a socket in virtual time: in order, late by a latency, and held while the way is closed, as TCP holds it. */
export class Pipe {
  private readonly waiting: { readonly dueAt: number; readonly deliver: () => void }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly latencyMs: () => number,
    private readonly isOpen: () => boolean,
  ) {}

  /** Puts something on its way. */
  send(deliver: () => void): void {
    const last = this.waiting.at(-1)?.dueAt ?? 0;
    this.waiting.push({ dueAt: Math.max(Date.now() + this.latencyMs(), last), deliver });
    this.look();
  }

  /** Delivers what is due, if the way is open. */
  look(): void {
    clearTimeout(this.timer);
    while (this.isOpen()) {
      const [next] = this.waiting;
      if (next === undefined) return;
      const waitMs = next.dueAt - Date.now();
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.look(), waitMs);
        return;
      }
      this.waiting.shift();
      next.deliver();
    }
  }

  /** Nothing of what is under way arrives any more. */
  end(): void {
    clearTimeout(this.timer);
    this.waiting.length = 0;
  }
}
