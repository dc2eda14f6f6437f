/** Something that others wait at until it is opened. */
export class Gate {
  private arrive: () => void = () => undefined;
  private readonly opened: Promise<void>;
  /** Resolves when the first one waits. */
  readonly reached = new Promise<void>((resolve) => (this.arrive = resolve));
  /** Lets everybody through, now and from now on. */
  open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => (this.open = resolve));
  }

  pass(): Promise<void> {
    this.arrive();
    return this.opened;
  }
}
