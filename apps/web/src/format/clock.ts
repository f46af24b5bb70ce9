import { dateOf, type Instant, type PlainDate } from '#domain/calendar/plain-date.js';

let ahead = 0;

/** The system told its moment: the screens go by it, whatever the device believes. */
export function setClock(instant: string): void {
  const told = Date.parse(instant);
  if (!Number.isNaN(told)) ahead = told - Date.now();
}

/** The system's moment, as well as this device can know it. */
export const nowMs = (): number => Date.now() + ahead;

/** Today in Asia/Shanghai. */
export const today = (): PlainDate => dateOf(nowMs() as Instant);
