import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { dateOf } from '#domain/calendar/index.js';
import { validateMeetingTimes } from '#domain/meeting/index.js';
import { ok, refuse, type Result } from '#domain/refusal.js';
import { definePolicy } from '#features/policy/index.js';
import { zId, zText, zTimeOfDay } from '#platform/http/index.js';
import { mayChair, settleSeriesRules, startingMeetingRules, type MeetingRules } from './meeting-rules.repository.js';

const leadTime = z.strictObject({ workdaysBefore: z.int(), at: zTimeOfDay });

const seriesRule = z.strictObject({
  seriesId: zId,
  weekday: z.int().min(1).max(7),
  startsAt: zTimeOfDay,
  place: zText(80),
  placeEn: zText(80, 0),
  chairId: zId,
  cutOff: leadTime,
  approval: leadTime,
});

/**
 * When, where and under whom the series meet. When a series began is no rule but a fact: the numbers of its meetings rest
 * on it.
 */
export const meetingRules = definePolicy<MeetingRules>({
  kind: 'meeting-rules',
  schema: z.strictObject({ series: z.array(seriesRule).max(20) }),
  startsAs: startingMeetingRules,
  check: checkRules,
  settle: async (wanted, tx, moment) => {
    await settleSeriesRules(tx, wanted, dateOf(moment));
    return wanted;
  },
  earliest: 'tomorrow',
});

/** Refusals: `series.not_all_named`, `series.chair_unknown`, and those of the times. */
async function checkRules({ series }: MeetingRules, tx: Tx): Promise<Result<null>> {
  const known = (await startingMeetingRules(tx)).series.map(({ seriesId }) => seriesId);
  const named = series.map(({ seriesId }) => seriesId);
  if (known.toSorted().join() !== named.toSorted().join())
    return refuse('series.not_all_named', { field: 'definition.series' });
  const chairs = await mayChair(
    tx,
    series.map(({ chairId }) => chairId),
  );
  for (const [index, rule] of series.entries()) {
    const at = `definition.series.${index}`;
    const checked = validateMeetingTimes(rule, at);
    if (!checked.ok) return checked;
    if (!chairs.has(rule.chairId)) return refuse('series.chair_unknown', { field: `${at}.chairId` });
  }
  return ok(null);
}
