import type { Tx } from '#db/database.js';
import { yearOf, addDays, type Period } from '#domain/calendar/index.js';
import {
  cardTerm,
  colourOf,
  decideCard,
  type ClosingLink,
  type ClosingPolicy,
  type Colour,
} from '#domain/closing/index.js';
import { recordAudit } from '#features/audit/index.js';
import { tellOfStrikeOff } from './closing.notices.js';
import {
  insertCards,
  madeUpCards,
  openCards,
  settledMatters,
  takeNumbers,
  endCards,
  type IssuedCard,
  type Matter,
  type NewCard,
} from './card.repository.js';

/** What a closing did to cards. */
export interface SettledCards {
  readonly issued: readonly IssuedCard[];
  readonly struckOff: number;
}

/** Issues, follows up and strikes off the cards of the matters that a closed period is about. */
export async function settleCards(
  tx: Tx,
  period: Period,
  link: ClosingLink,
  policy: ClosingPolicy,
): Promise<SettledCards> {
  const colour = colourOf(link);
  const open = await openCards(tx, policy.cardsFor);
  // A link without a card can still be the end of one's term.
  if (colour === null && ![...open.values()].some(({ runsOutOn }) => runsOutOn === period.end))
    return { issued: [], struckOff: 0 };
  const matters = await settledMatters(tx, period, policy.cardsFor, link.actsBelowPercent);
  const issue: { matter: Matter; colour: Colour; follows: string | null }[] = [];
  const strikeOff: { cardId: string; plan: number; actual: number }[] = [];
  for (const matter of matters) {
    const decision = decideCard(open.get(matter.id), { end: period.end, colour, outcome: matter.outcome });
    if (decision.does === 'issue') issue.push({ matter, colour: decision.colour, follows: decision.follows });
    if (decision.does === 'strikeOff') {
      const { plan, actual } = matter;
      strikeOff.push({ cardId: decision.cardId, plan, actual });
    }
  }
  await endCards(
    tx,
    issue.flatMap(({ follows }) => follows ?? []),
    'ranOut',
  );
  const struckOff = strikeOff.map(({ cardId }) => cardId);
  await endCards(tx, struckOff, 'struckOff', strikeOff);
  const first = await takeNumbers(tx, yearOf(addDays(period.end, -1)), issue.length);
  const cards = issue.map(({ matter, colour: issued, follows }, n): NewCard => ({
    ...{ matter, colour: issued, follows, period, ...cardTerm(period) },
    number: first(n),
  }));
  const ids = await insertCards(tx, policy.cardsFor, cards);
  await tellOfStrikeOff(tx, struckOff, period.end);
  return {
    issued: issue.map(({ matter, colour: issued }, n) => ({ cardId: ids[n]!, matter, colour: issued })),
    struckOff: strikeOff.length,
  };
}

/** Strikes off every open card whose gap is made up by now, and tells the offices. */
export async function strikeOffMadeUp(tx: Tx): Promise<number> {
  const { cards, through } = await madeUpCards(tx);
  if (through === null || cards.length === 0) return 0;
  await endCards(
    tx,
    cards.map(({ cardId }) => cardId),
    'struckOff',
    cards,
  );
  await tellOfStrikeOff(
    tx,
    cards.map(({ cardId }) => cardId),
    through,
  );
  await recordAudit(tx, [
    {
      action: 'card.strike-off',
      subjectKind: 'district',
      subjectId: tx.districtId,
      detail: { through, cards: cards.slice(0, 100).map(({ number }) => number), count: cards.length },
    },
  ]);
  return cards.length;
}
