import type { Tx } from '#db/database.js';
import { dateOf } from '#domain/calendar/index.js';
import type { Light, LightPolicy } from '#domain/light/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { lightMoment, lit, standingsAt } from './lights.js';

/** So many projects show `to` instead of `from`. */
export interface LightChange {
  readonly from: Light;
  readonly to: Light;
  readonly projects: number;
}

/** What another policy changes of today's lights, the most frequent change first. */
export async function lightChanges(tx: Tx, before: LightPolicy, after: LightPolicy): Promise<LightChange[]> {
  const moment = lightMoment(await loadCalendar(tx), dateOf(tx.now), tx.now);
  const standings = await standingsAt(tx, { scope: { kind: 'district' } }, moment);
  const changes = new Map<string, LightChange>();
  for (const standing of standings) {
    const [from, to] = [lit(before, standing, moment).light, lit(after, standing, moment).light];
    if (from === to) continue;
    const known = changes.get(`${from} ${to}`)?.projects ?? 0;
    changes.set(`${from} ${to}`, { from, to, projects: known + 1 });
  }
  const key = ({ from, to }: LightChange) => `${from} ${to}`;
  return [...changes.values()].toSorted((a, b) => b.projects - a.projects || (key(a) < key(b) ? -1 : 1));
}
