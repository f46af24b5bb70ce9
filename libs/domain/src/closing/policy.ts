import { PERIOD_KINDS, type PeriodKind } from '../calendar/index.js';
import { ok, refuse, type Result } from '../refusal.js';

/** What a link that closes short sets off. */
export const closingActions = [
  'remindOffice',
  'leaderLooks',
  'agendaCandidate',
  'agendaItem',
  'tellPrincipal',
  'blueCard',
  'yellowCard',
  'redCard',
  'talk',
] as const;
export type ClosingAction = (typeof closingActions)[number];

export const colours = ['blue', 'yellow', 'red'] as const;
export type Colour = (typeof colours)[number];

export interface ClosingLink {
  readonly kind: PeriodKind;
  /** Acts where less than so many per cent of the plan was done; 100 is every shortfall. The verdict stays exact. */
  readonly actsBelowPercent: number;
  readonly actions: readonly ClosingAction[];
  /** So many workdays before its end an office that is coming short hears of it; null never. */
  readonly warnWorkdaysBefore: number | null;
}

export interface ClosingPolicy {
  readonly links: readonly ClosingLink[];
  /** What a card is about. */
  readonly cardsFor: 'project' | 'office';
  /** Of one line and month so many projects go on the agenda by themselves, the largest gaps first; the rest as one item. */
  readonly agendaAtMost: number;
  /** A leader looks within so many workdays. */
  readonly lookWorkdays: number;
}

export const defaultClosingPolicy: ClosingPolicy = {
  links: [
    { kind: 'week', actsBelowPercent: 100, actions: ['remindOffice'], warnWorkdaysBefore: null },
    {
      kind: 'tenDay',
      actsBelowPercent: 100,
      actions: ['remindOffice', 'leaderLooks', 'agendaCandidate'],
      warnWorkdaysBefore: 2,
    },
    {
      kind: 'month',
      actsBelowPercent: 100,
      actions: ['remindOffice', 'agendaItem', 'blueCard'],
      warnWorkdaysBefore: 3,
    },
    {
      kind: 'quarter',
      actsBelowPercent: 100,
      actions: ['remindOffice', 'tellPrincipal', 'yellowCard', 'talk'],
      warnWorkdaysBefore: 5,
    },
    {
      kind: 'year',
      actsBelowPercent: 100,
      actions: ['remindOffice', 'tellPrincipal', 'redCard'],
      warnWorkdaysBefore: 10,
    },
  ],
  cardsFor: 'project',
  agendaAtMost: 10,
  lookWorkdays: 3,
};

const cardActions: Readonly<Partial<Record<ClosingAction, Colour>>> = {
  blueCard: 'blue',
  yellowCard: 'yellow',
  redCard: 'red',
};

/** The card that a link's action is, if it is one. */
export function colourOf(link: Pick<ClosingLink, 'actions'>): Colour | null {
  return link.actions.map((action) => cardActions[action]).find((colour) => colour !== undefined) ?? null;
}

export function linkOf(policy: ClosingPolicy, kind: PeriodKind): ClosingLink {
  const link = policy.links.find((each) => each.kind === kind);
  if (!link) throw new RangeError(`The closing policy has no link ${kind}.`);
  return link;
}

/**
 * Refusals: `closing.link_missing`, `closing.link_twice`, `closing.action_twice`, `closing.two_cards` (one link, several
 * colours), `closing.cards_out_of_order` (a longer period with a lesser colour), `closing.talk_without_card`.
 */
export function validateClosingPolicy(policy: ClosingPolicy): Result<ClosingPolicy> {
  for (const kind of PERIOD_KINDS) {
    const count = policy.links.filter((link) => link.kind === kind).length;
    if (count !== 1)
      return refuse(count === 0 ? 'closing.link_missing' : 'closing.link_twice', { field: 'links', kind });
  }
  let highest = -1;
  for (const kind of PERIOD_KINDS) {
    const { actions } = linkOf(policy, kind);
    const field = `links.${policy.links.findIndex((link) => link.kind === kind)}.actions`;
    if (new Set(actions).size !== actions.length) return refuse('closing.action_twice', { field, kind });
    const cards = actions.flatMap((action) => cardActions[action] ?? []);
    if (cards.length > 1) return refuse('closing.two_cards', { field, kind });
    if (actions.includes('talk') && cards.length === 0) return refuse('closing.talk_without_card', { field, kind });
    if (cards[0] === undefined) continue;
    const rank = colours.indexOf(cards[0]);
    if (rank <= highest) return refuse('closing.cards_out_of_order', { field, kind });
    highest = rank;
  }
  return ok(policy);
}

/** Whether the link acts on these figures. A plan of nothing is never short. */
export function acts(
  { actsBelowPercent }: Pick<ClosingLink, 'actsBelowPercent'>,
  plan: number,
  actual: number,
): boolean {
  return actual < plan && BigInt(actual) * 100n < BigInt(plan) * BigInt(actsBelowPercent);
}
