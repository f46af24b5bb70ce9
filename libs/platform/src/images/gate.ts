/** Lets a few in at a time; the others wait their turn, but not too many of them. */
export class Gate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly waitingAtMost: number,
  ) {}

  /** Answers `full` without having done anything when too many wait already. */
  async enter<T>(work: () => Promise<T>): Promise<T | 'full'> {
    if (this.inside >= this.places) {
      if (this.waiting.length >= this.waitingAtMost) return 'full';
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.inside++;
    try {
      return await work();
    } finally {
      // The place goes to whoever waits; only with nobody waiting is it free.
      const next = this.waiting.shift();
      if (next) next();
      else this.inside--;
    }
  }
}
