import { performance } from 'node:perf_hooks';

/**
 * Runs `round` over and over, one at a time: after `everyMs`, or at once when woken with the key of what changed.
 * A round is given the keys it was woken for, or null when it is a full one. What `round` throws goes to `onError`,
 * and the next round comes in its time.
 */
export class PacedLoop {
  private readonly woken = new Set<string>();
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private lastFull = -Infinity;
  private stopped = true;

  constructor(
    private readonly everyMs: number,
    private readonly round: (keys: ReadonlySet<string> | null) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.turn();
  }

  wake(key: string): void {
    this.woken.add(key);
    if (!this.running) this.turn();
  }

  /** Resolves when the round under way has ended; none begins after the call. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private turn(): void {
    if (this.stopped || this.running) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const full = performance.now() - this.lastFull >= this.everyMs;
    const keys = full ? null : new Set(this.woken);
    this.woken.clear();
    this.running = this.round(keys)
      .catch(this.onError)
      .then(() => {
        // Counted from the end, so that a round longer than the pace leaves others room.
        if (full) this.lastFull = performance.now();
        this.running = null;
        if (this.stopped) return;
        if (this.woken.size > 0) return this.turn();
        this.timer = setTimeout(() => this.turn(), Math.max(0, this.lastFull + this.everyMs - performance.now()));
      });
  }
}
