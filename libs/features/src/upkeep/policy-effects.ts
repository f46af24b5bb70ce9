import type { Tx } from '#db/database.js';
import { dateOf, type PlainDate } from '#domain/calendar/index.js';
import { ladderFor, type Ladders, type NamedLadder, type Recipient, type Severity } from '#domain/ladder/index.js';
import type { LightPolicy } from '#domain/light/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import {
  openDecisionsByLadder,
  recountDecisions,
  type DecisionRules,
  type MovedDate,
} from '#features/decision/index.js';
import { lightChanges, type LightChange } from '#features/light/index.js';
import { replanMeetings, type MeetingRules, type MovedMeeting } from '#features/meeting/index.js';
import { recoolReminders, type MovedReminder } from '#features/notice/index.js';
import type { PolicyVersion } from '#features/policy/index.js';
import {
  lockClocks,
  openByLadder,
  problemCategories,
  recountClocks,
  replanAlarms,
  type LoadedProblem,
  type MovedClock,
} from '#features/problem/index.js';
import type { Line } from './calendar-upkeep.notices.js';
import type { PublishedView } from './policy-upkeep.dto.js';

/** What a new version of a policy moved. */
export interface PolicyMoves {
  readonly problems?: readonly MovedClock[];
  readonly decisions?: readonly MovedDate[];
  readonly meetings?: readonly MovedMeeting[];
  readonly choices?: PublishedView['choices'];
  readonly kept?: PublishedView['kept'];
  readonly decisionsKept?: PublishedView['decisionsKept'];
  readonly reminders?: readonly MovedReminder[];
  readonly lights?: readonly LightChange[];
  /** What people are told of it, and who besides those for whom something moved; null: nobody. */
  readonly telling: { readonly lines: readonly Line[]; readonly also: readonly Recipient[] } | null;
  readonly locked?: ReadonlyMap<string, LoadedProblem>;
}

/**
 * What follows from a new version of a policy, in two steps around its publication: `before` locks what may move (problems
 * first, then the calendar, then meetings) and hands on what the second step needs; the second moves it.
 */
export type PolicyEffect<T = unknown> = (
  tx: Tx,
) => Promise<(before: PolicyVersion<T>, published: PolicyVersion<T>) => Promise<PolicyMoves>>;

/** Whoever obeys it reads it when it matters. */
export function nothingFollows(_tx: Tx): Promise<() => Promise<PolicyMoves>> {
  return Promise.resolve(() => Promise.resolve({ telling: null }));
}

interface Hours {
  readonly startsAt: string;
  readonly endsAt: string;
}

export const followHours: PolicyEffect<Hours> = async (tx) => {
  const locked = await lockClocks(tx);
  return async (before, published) => {
    const problems = await recountClocks(tx, locked);
    await replanAlarms(tx, locked.keys());
    const decisions = await recountDecisions(tx);
    const from = dateOf(published.inForceFrom!);
    const hours = ({ definition: { startsAt, endsAt } }: PolicyVersion<Hours>) => `${startsAt}–${endsAt}`;
    const line = {
      zh: `自${from}起，工作时间由${hours(before)}改为${hours(published)}`,
      en: `From ${from}, working hours are ${hours(published)}, no longer ${hours(before)}`,
    };
    return { problems, decisions, telling: { lines: [line], also: [] }, locked };
  };
};

export const followMeetingRules: PolicyEffect<MeetingRules> = async (tx) => {
  const locked = await lockClocks(tx);
  return async (before, published) => {
    const meetings = await replanMeetings(tx, await loadCalendar(tx));
    const from = dateOf(published.inForceFrom!);
    const moved = published.definition.series.flatMap((rule) => {
      const old = before.definition.series.find(({ seriesId }) => seriesId === rule.seriesId);
      return old && (old.place !== rule.place || old.chairId !== rule.chairId) ? [{ old, rule }] : [];
    });
    const also = moved.flatMap(({ old, rule }): Recipient[] => [{ person: old.chairId }, { person: rule.chairId }]);
    return {
      meetings,
      locked,
      telling: {
        lines: moved.length === 0 ? [] : [placesLine(from)],
        also: moved.length === 0 ? [] : [...also, { role: 'coordinator' }],
      },
    };
  };
};

function placesLine(from: PlainDate): Line {
  return {
    zh: `自${from}起，例会的主持人或地点有变动，请查看例会安排`,
    en: `From ${from}, the chair or place of a series is another one; see the meetings`,
  };
}

const severities: readonly Severity[] = ['normal', 'urgent'];

export const followLadders: PolicyEffect<Ladders> = (tx) =>
  Promise.resolve(async (before, published) => {
    const choices = problemCategories.flatMap((category) =>
      severities.flatMap((severity) => {
        const [old, next] = [before, published].map((version) =>
          nameOf(ladderFor(version.definition, { category, severity })),
        );
        if (JSON.stringify(old) === JSON.stringify(next)) return [];
        return [{ category, severity, before: old ?? null, after: next ?? null }];
      }),
    );
    const still = new Set(published.definition.ladders.map(({ id, version }) => `${id} ${version}`));
    const kept = (await openByLadder(tx)).filter(({ ladder: { id, version } }) => !still.has(`${id} ${version}`));
    return { choices, kept, telling: null };
  });

function nameOf(ladder: NamedLadder | undefined) {
  return ladder && { id: ladder.id, version: ladder.version, name: ladder.name };
}

export const followCoolDown: PolicyEffect<{ workdays: number }> = (tx) =>
  Promise.resolve(async () => ({ reminders: await recoolReminders(tx), telling: null }));

/** Decisions that are open keep what they were taken under; the next meeting's get the new one. */
export const followDecisionLadder: PolicyEffect<DecisionRules> = (tx) =>
  Promise.resolve(async () => ({ decisionsKept: await openDecisionsByLadder(tx), telling: null }));

/** Today's lights by the old rules and by the new: how many change, and from what to what. */
export const followLights: PolicyEffect<LightPolicy> = (tx) =>
  Promise.resolve(async (before, published) => ({
    lights: await lightChanges(tx, before.definition, published.definition),
    telling: null,
  }));
