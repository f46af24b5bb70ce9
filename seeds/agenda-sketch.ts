import type { Instant } from '#domain/calendar/index.js';
import { orderAgenda, type AgendaPlace } from '#domain/meeting/index.js';
import type { DecisionStory, DueListing } from './decision-play.js';
import type { DemoMatter } from './matters.js';
import type { Listing } from './problem-story.js';
import type { DemoProblem } from './problems.js';
import { stableId, stableIdAt } from './stable-id.js';

/** A matter on an agenda before the decisions have their numbers: what it is about, and what the meeting made of it. */
export type ItemSketch = AgendaPlace & {
  readonly itemId: string;
  readonly meetingId: string;
  /** The same matter on the meeting before. */
  readonly carriedFromId: string | null;
  readonly state: 'listed' | 'carriedOver' | 'removed';
  readonly admittedAt: Instant;
} & (
    | { readonly about: 'problem'; readonly problem: DemoProblem; readonly listing: Listing }
    | { readonly about: 'matter'; readonly matter: DemoMatter; readonly listing: Listing }
    | {
        readonly about: 'decision';
        readonly decision: DecisionStory;
        readonly due: DueListing;
        readonly origin: Origin;
      }
  );

/** What a decision was taken on. */
export type Origin = DemoProblem | DemoMatter;

/** Every item of every agenda, each agenda in its order. */
export function sketchAgendas(problems: readonly DemoProblem[], matters: readonly DemoMatter[]): ItemSketch[][] {
  const all = [...problems.flatMap(ofProblem), ...matters.flatMap(ofMatter)];
  const agendas = new Map<string, ItemSketch[]>();
  for (const item of all) agendas.set(item.meetingId, [...(agendas.get(item.meetingId) ?? []), item]);
  return [...agendas.values()].map(orderAgenda);
}

const itemIdOf = (meetingId: string, id: string, admittedAt: Instant): string =>
  stableIdAt(admittedAt, 'agenda-item', `${meetingId}/${id}`);

function placed(id: string, listings: readonly Listing[], index: number) {
  const { meeting, admittedAt, times, state } = listings[index]!;
  const before = listings[index - 1];
  const { meetingId } = meeting;
  const carriedFromId =
    before?.state === 'carriedOver' ? itemIdOf(before.meeting.meetingId, id, before.admittedAt) : null;
  const itemId = itemIdOf(meetingId, id, admittedAt);
  return { id, itemId, meetingId, carriedFromId, state, times, admittedAt, enteredAt: admittedAt };
}

function ofProblem(problem: DemoProblem): ItemSketch[] {
  const { state, listings, decision } = problem.story;
  return [
    ...listings.map((listing, index): ItemSketch => {
      const place = placed(state.id, listings, index);
      return { ...place, section: 'problems', severity: state.severity, about: 'problem', problem, listing };
    }),
    ...dueItems(decision, problem),
  ];
}

function ofMatter(matter: DemoMatter): ItemSketch[] {
  const id = stableId('matter', matter.key);
  const section = matter.topic.section ?? 'other';
  return [
    ...matter.listings.map((listing, index): ItemSketch => {
      const place = placed(id, matter.listings, index);
      return { ...place, section, severity: 'normal', about: 'matter', matter, listing };
    }),
    ...dueItems(matter.decision, matter),
  ];
}

/** A decision that is due heads the next agenda of its series. */
function dueItems(decision: DecisionStory | null, origin: Origin): ItemSketch[] {
  if (!decision) return [];
  return decision.listings.map((due): ItemSketch => {
    const { meeting, admittedAt, times, state } = due;
    const { id } = decision.state;
    const itemId = itemIdOf(meeting.meetingId, id, admittedAt);
    const place = { id, itemId, meetingId: meeting.meetingId, times, admittedAt, enteredAt: admittedAt, state };
    const about = { about: 'decision', decision, due, origin } as const;
    return { ...place, carriedFromId: null, section: 'decisionsDue', severity: 'normal', ...about };
  });
}
