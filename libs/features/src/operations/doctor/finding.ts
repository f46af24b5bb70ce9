export const checks = [
  'settings',
  'database',
  'search',
  'migrations',
  'wall',
  'redis',
  'clocks',
  'programs',
  'timers',
  'promises',
  'deliveries',
  'periods',
  'mail',
  'disk',
  'audit',
] as const;
export type Check = (typeof checks)[number];
export type Level = 'ok' | 'warn' | 'fail';

/** One thing the doctor found. `code` is stable; its words are in `doctor-words`. */
export interface Finding {
  readonly check: Check;
  readonly level: Level;
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** 0 all is well, 1 something wants attention, 2 something is broken. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ level }) => level === 'fail')) return 2;
  return findings.some(({ level }) => level === 'warn') ? 1 : 0;
}
