import { dateOf, yearOf } from '#domain/calendar/index.js';
import type { ItemSketch } from './agenda-sketch.js';
import { unnumbered, type DecisionStory } from './decision-play.js';

/** A decision with its number, and the item on which it was taken. */
export interface NumberedDecision {
  readonly story: DecisionStory;
  readonly item: ItemSketch;
}

/**
 * YD-2023-0001: by the year, in the order of the meetings' ends and of the items on their agendas, as the meetings
 * number them.
 */
export function numberDecisions(agendas: readonly (readonly ItemSketch[])[]): Map<string, NumberedDecision> {
  const last = new Map<number, number>();
  const taken = agendas
    .flatMap((items) =>
      items.flatMap((item, position) => {
        const story = decisionOf(item);
        return story ? [{ item, story, position }] : [];
      }),
    )
    .toSorted(
      (a, b) =>
        a.story.state.decidedAt - b.story.state.decidedAt ||
        (a.item.meetingId < b.item.meetingId ? -1 : Number(a.item.meetingId > b.item.meetingId)) ||
        a.position - b.position,
    );
  return new Map(
    taken.map(({ item, story }) => {
      const year = yearOf(dateOf(story.state.decidedAt));
      const number = (last.get(year) ?? 0) + 1;
      last.set(year, number);
      return [story.state.id, { item, story: numbered(story, `YD-${year}-${String(number).padStart(4, '0')}`) }];
    }),
  );
}

/** The decision that the meeting took on this item. */
function decisionOf(item: ItemSketch): DecisionStory | null {
  if (item.about === 'decision' || item.listing.outcome?.kind !== 'decision') return null;
  return item.about === 'problem' ? item.problem.story.decision : item.matter.decision;
}

function numbered(story: DecisionStory, number: string): DecisionStory {
  return {
    ...story,
    state: { ...story.state, number },
    entries: story.entries.map(withNumber(story.state.id, number)),
  };
}

/** What happened, with the number in the place of what stood for it. */
export function withNumber(decisionId: string, number: string) {
  const stood = unnumbered(decisionId);
  return <Entry extends { readonly args: Readonly<Record<string, string | number | boolean | null>> }>(
    entry: Entry,
  ): Entry => ({
    ...entry,
    args: Object.fromEntries(Object.entries(entry.args).map(([key, value]) => [key, value === stood ? number : value])),
  });
}
