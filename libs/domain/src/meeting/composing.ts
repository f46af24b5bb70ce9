import type { PlainDate } from '../calendar/index.js';
import type { AgendaSection } from './sections.js';
import type { AttendanceStanding, MinutesContent, MinutesItem } from './minutes.js';
import type { Outcome } from './outcome.js';

/** What the first words about an item are made of. */
export interface ItemFacts {
  readonly title: string;
  readonly isProblem: boolean;
  /** Who spoke to it; empty = not said. */
  readonly presenter: string;
  readonly outcome: Outcome | null;
}

export interface MeetingFacts {
  readonly series: string;
  readonly number: number;
  readonly on: PlainDate;
  readonly place: string;
  readonly chair: string;
  readonly items: number;
}

/** An item with what the minutes write about it besides. */
export interface MinutesFacts extends ItemFacts {
  readonly itemId: string;
  readonly section: AgendaSection;
  /** Its problem's number and project, where it has them. */
  readonly reference: string;
  readonly times: number;
}

export interface Attending {
  readonly name: string;
  readonly standing: AttendanceStanding;
  readonly reason: string | null;
}

/** The first draft of minutes; `unitName` says how the minutes call a unit. */
export function composeContent(
  meeting: Omit<MeetingFacts, 'items'>,
  items: readonly MinutesFacts[],
  attendance: readonly Attending[],
  unitName: (unitId: string) => string,
): MinutesContent {
  const there = (standing: AttendanceStanding) => attendance.filter((each) => each.standing === standing);
  return {
    opening: composeOpening({ ...meeting, items: items.length }),
    items: items.map((item) => minutesItem(item, unitName)),
    closing: '',
    present: there('present').map(({ name }) => name),
    excused: there('excused').map(({ name, reason }) => ({ name, reason })),
    sittingIn: there('sittingIn').map(({ name }) => name),
  };
}

function minutesItem(facts: MinutesFacts, unitName: (unitId: string) => string): MinutesItem {
  const { itemId, section, title, reference, times, outcome } = facts;
  const decisions = outcome?.kind === 'decision' ? outcome.decisions : [];
  return {
    ...{ itemId, section, title, reference, times },
    outcome: outcome?.kind ?? null,
    text: composeItem(facts),
    decisions: decisions.map(({ recorded, text, leadUnitId, handlingUnitIds, assistingUnitIds, dueOn }) => ({
      number: recorded?.number ?? '',
      text,
      leadUnit: unitName(leadUnitId),
      handlingUnits: handlingUnitIds.map(unitName),
      assistingUnits: assistingUnitIds.map(unitName),
      dueOn,
    })),
  };
}

const RUNGS: Readonly<Record<number, string>> = {
  1: '现场',
  2: '责任部门',
  3: '分包领导',
  5: '区主要领导',
  6: '市有关方面',
};

/** The words with which a draft of minutes opens, as such papers do. */
export function composeOpening({ series, number, on, place, chair, items }: MeetingFacts): string {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  const studied = items === 0 ? '' : `，研究了${items}项议题`;
  return `${year}年${month}月${day}日，${chair}在${place}主持召开${series}第${number}次会议${studied}。现将会议情况纪要如下：`;
}

/** The first words about an item; the coordinator makes them theirs. What was decided is listed beside them. */
export function composeItem({ title, isProblem, presenter, outcome }: ItemFacts): string {
  const heard = `会议听取了${presenter === '' ? '' : presenter}关于“${title}”的汇报。`;
  if (outcome === null) return `因时间关系，“${title}”本次未研究。`;
  const note = sentence(outcome.note);
  switch (outcome.kind) {
    case 'decision':
      return `${heard}${note}会议议定：`;
    case 'carriedOver':
      return outcome.note === '' ? `“${title}”本次未形成决定，结转下次会议研究。` : `${heard}${note}结转下次会议研究。`;
    case 'referredUp':
      return `${heard}会议决定提请${RUNGS[outcome.toRung]}研究。${note}`;
    case 'sentDown':
      return `${heard}会议决定退回${RUNGS[outcome.toRung]}办理。${note}`;
    case 'noted':
      return `${heard}${note}`;
    case 'struckOff':
      return `${heard}会议认定${isProblem ? '该问题' : '该事项'}已解决，予以销号。${note}`;
  }
}

/** Somebody's words as a sentence that ends. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[。！？；.!?]$/.test(trimmed) ? trimmed : `${trimmed}。`;
}
