import type { PlainDate } from '../calendar/plain-date.js';
import type { OutcomeKind } from './outcome.js';
import type { AgendaSection } from './sections.js';

/** 出席、请假、列席. */
export const ATTENDANCE_STANDINGS = ['present', 'excused', 'sittingIn'] as const;
export type AttendanceStanding = (typeof ATTENDANCE_STANDINGS)[number];

/** 议定事项 as the minutes write it. */
export interface MinutesDecision {
  readonly number: string;
  readonly text: string;
  readonly leadUnit: string;
  readonly handlingUnits: readonly string[];
  readonly assistingUnits: readonly string[];
  readonly dueOn: PlainDate;
}

export interface MinutesItem {
  readonly itemId: string;
  readonly section: AgendaSection;
  readonly title: string;
  /** Its problem's number and project, where it has them. */
  readonly reference: string;
  readonly times: number;
  readonly outcome: OutcomeKind | null;
  readonly text: string;
  readonly decisions: readonly MinutesDecision[];
}

/** What an edition says: the records of the session as they were, and the words, which a draft may change. */
export interface MinutesContent {
  readonly opening: string;
  /** In the order they were taken up. */
  readonly items: readonly MinutesItem[];
  readonly closing: string;
  readonly present: readonly string[];
  readonly excused: readonly { readonly name: string; readonly reason: string | null }[];
  readonly sittingIn: readonly string[];
}

/** One thing that differs between an edition and the one before: `itemId` null for what belongs to no item. */
export interface Change {
  readonly itemId: string | null;
  /** `opening`, `closing`, `present`, `excused`, `sittingIn`; of an item `text`, `title`, `decisions`, or `item` for the whole. */
  readonly field: string;
  /** null = was not there. */
  readonly before: string | null;
  /** null = is there no more. */
  readonly after: string | null;
}

/**
 * What changed from one edition to the next, in the order of the new one, then what is gone. Nothing changed: empty.
 *
 * Example: only the second item's words differ: `[{ itemId: 'i2', field: 'text', before: '…', after: '…' }]`.
 */
export function changesBetween(before: MinutesContent, after: MinutesContent): Change[] {
  const old = new Map(before.items.map((item) => [item.itemId, item]));
  const kept = new Set(after.items.map(({ itemId }) => itemId));
  return [
    ...differing(null, partsOf(before), partsOf(after)),
    ...after.items.flatMap((item) => {
      const was = old.get(item.itemId);
      return was === undefined
        ? [{ itemId: item.itemId, field: 'item', before: null, after: item.title }]
        : differing(item.itemId, partsOfItem(was), partsOfItem(item));
    }),
    ...before.items
      .filter(({ itemId }) => !kept.has(itemId))
      .map(({ itemId, title }) => ({ itemId, field: 'item', before: title, after: null })),
  ];
}

type Parts = Readonly<Record<string, string>>;

function differing(itemId: string | null, before: Parts, after: Parts): Change[] {
  return Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ itemId, field, before: before[field] ?? '', after: after[field] ?? '' }));
}

function partsOf({ opening, closing, present, excused, sittingIn }: MinutesContent): Parts {
  return {
    opening,
    closing,
    present: present.join('、'),
    excused: excused.map(({ name, reason }) => (reason === null ? name : `${name}（${reason}）`)).join('、'),
    sittingIn: sittingIn.join('、'),
  };
}

function partsOfItem({ title, text, decisions }: MinutesItem): Parts {
  return { title, text, decisions: decisions.map(decisionLine).join('\n') };
}

/** `内容 | 牵头 | 承办、配合 | 日期`: enough to see what changed. */
function decisionLine({ text, leadUnit, handlingUnits, assistingUnits, dueOn }: MinutesDecision): string {
  return [text, leadUnit, [...handlingUnits, ...assistingUnits].join('、'), dueOn].join(' | ');
}
