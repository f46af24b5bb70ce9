import type { NoticeArgs } from './notice-args.js';

/** What a notice says: one sentence that stands alone, and the lines that explain it. Plain text, not escaped. */
export interface Sayings {
  readonly headline: string;
  readonly lines: readonly string[];
}

export type NoticeWords = (args: NoticeArgs) => Sayings;

/** Lines that have nothing to say are given as empty and left out. */
export function sayings(headline: string, ...lines: readonly string[]): Sayings {
  return { headline, lines: lines.filter((line) => line !== '') };
}
