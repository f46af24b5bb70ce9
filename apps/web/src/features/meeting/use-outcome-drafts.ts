import { useState } from 'react';
import type { RecordOutcome } from '#api-client/types.gen.js';
import { nowMs } from '../../format/clock.js';
import type { AgendaItem, Meeting } from './use-meeting.js';

export type OutcomeKind = RecordOutcome['kind'];

export interface DecisionDraft {
  readonly text: string;
  readonly leadUnitId: string;
  readonly handlingUnitIds: readonly string[];
  readonly assistingUnitIds: readonly string[];
  /** Empty: as the form proposes. */
  readonly dueOn: string;
}

/** An outcome as it is being written, on the version of the item that was seen when the writing began. */
export interface OutcomeDraft {
  readonly base: number;
  readonly kind: OutcomeKind;
  readonly note: string;
  readonly toRung: number;
  readonly leadDepartmentId: string;
  readonly decisions: readonly DecisionDraft[];
}

type Drafts = Readonly<Record<string, OutcomeDraft>>;

const DAY_MS = 86_400_000;

/**
 * What is written on each item and not yet recorded. It is kept while the meeting goes on to another item, when somebody
 * else records first, and through a reload of this tab.
 */
export function useOutcomeDrafts(meeting: Meeting, personId: string) {
  const key = `duban-outcomes-${meeting.id}-${personId}`;
  const [drafts, setDrafts] = useState<Drafts>(() => kept(key));
  const keep = (next: (before: Drafts) => Drafts) =>
    setDrafts((before) => {
      const after = next(before);
      sessionStorage.setItem(key, JSON.stringify({ at: nowMs(), drafts: after }));
      return after;
    });
  return {
    drafts,
    of: (item: AgendaItem): OutcomeDraft => drafts[item.id] ?? begun(item),
    isWritten: (itemId: string) => drafts[itemId] !== undefined,
    change: (item: AgendaItem, change: Partial<OutcomeDraft>) =>
      keep((before) => ({ ...before, [item.id]: { ...(before[item.id] ?? begun(item)), ...change } })),
    drop: (itemId: string) =>
      keep((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== itemId))),
  };
}

function kept(key: string): Drafts {
  try {
    const { at, drafts } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as { at?: number; drafts?: Drafts };
    return at !== undefined && nowMs() - at < DAY_MS ? (drafts ?? {}) : {};
  } catch {
    return {};
  }
}

/** Who leads is proposed: the lead department, else who presents it, else the office. */
export function proposedLead({ leadDepartment, presenter, office }: AgendaItem): string {
  return leadDepartment?.id ?? presenter.unit?.id ?? office?.id ?? '';
}

export const emptyDecision = (item: AgendaItem): DecisionDraft => ({
  text: '',
  leadUnitId: proposedLead(item),
  handlingUnitIds: [],
  assistingUnitIds: [],
  dueOn: '',
});

/** Of an item with an outcome: that outcome, to be changed. */
function begun(item: AgendaItem): OutcomeDraft {
  const { outcome } = item;
  const ids = (units: readonly { id: string }[]) => units.map(({ id }) => id);
  return {
    base: item.version,
    kind: outcome?.kind ?? 'decision',
    note: outcome?.note ?? '',
    toRung: outcome?.toRung ?? 0,
    leadDepartmentId: outcome?.leadDepartment?.id ?? item.leadDepartment?.id ?? '',
    decisions:
      outcome?.kind === 'decision'
        ? outcome.decisions.map(({ text, leadUnit, handlingUnits, assistingUnits, dueOn }) => ({
            text,
            leadUnitId: leadUnit.id,
            handlingUnitIds: ids(handlingUnits),
            assistingUnitIds: ids(assistingUnits),
            dueOn,
          }))
        : [emptyDecision(item)],
  };
}
