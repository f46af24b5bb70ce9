import { dateOf, type Instant, type PlainDate } from '#domain/calendar/plain-date.js';

let ahead = 0;

/** The system told its moment: the screens go by it, whatever the device believes. */
export function setClock(instant: string): void {
  const told = Date.parse(instant);
  if (!Number.isNaN(told)) ahead = told - Date.now();
}

/** By how much the system is ahead of the device: kept, it is what the screens go by without a network. */
export const clockAhead = (): number => ahead;

export function setClockAhead(ms: number): void {
  ahead = ms;
}

/** The system's moment, as well as this device can know it. */
export const nowMs = (): number => Date.now() + ahead;

/** Today in Asia/Shanghai. */
export const today = (): PlainDate => dateOf(nowMs() as Instant);

/** Seconds as a clock that runs: `03:20`, `1:02:05`. */
export function duration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
