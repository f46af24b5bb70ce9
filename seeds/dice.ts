/** Numbers that look thrown and are the same every time (mulberry32). Each subject throws its own, from its own name. */
export class Dice {
  private state: number;

  constructor(name: string) {
    this.state = 0x811c9dc5;
    for (const character of name) this.state = Math.imul(this.state ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  }

  /** From 0 up to, and not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.next() * things.length)];
    if (thing === undefined) throw new RangeError('Nothing to pick from.');
    return thing;
  }
}
