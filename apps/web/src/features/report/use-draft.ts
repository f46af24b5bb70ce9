import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { writeReportLines } from '#api-client/sdk.gen.js';
import type { Report, ReportLine } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { wanOf, yuanOf } from '../../format/wan.js';

/** A line as it is typed: amounts as text in 万元, in the order of the report's spans. */
export interface TypedLine {
  readonly amounts: readonly string[];
  readonly progress: string;
  readonly nextWeek: string;
  readonly obstacles: string;
  readonly reason: string;
  /** Ids of milestones reached by this report. */
  readonly milestones: readonly string[];
}

export type Saving = 'saved' | 'unsaved' | 'saving' | { readonly error: unknown };

/** Typing pauses so long before it is saved. */
const PAUSE_MS = 900;

export const typedOf = (line: ReportLine): TypedLine => ({
  amounts: line.figures.map(({ amount }) => wanOf(amount)),
  progress: line.progress,
  nextWeek: line.nextWeek,
  obstacles: line.obstacles,
  reason: line.reason ?? '',
  milestones: line.milestones.filter(({ reported }) => reported !== null).map(({ id }) => id),
});

/**
 * What is typed into a report, saved by itself when the typing pauses: one save at a time, each on the version the last
 * one made. What is not saved yet wins over what comes in; a line with an amount that is no number waits.
 */
export function useDraft(report: Report, reachedOn: string) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<Readonly<Record<string, TypedLine>>>({});
  const [saving, setSaving] = useState<Saving>('saved');
  const dirty = useRef(new Map<string, TypedLine>());
  const version = useRef(report.version);
  const running = useRef(false);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  version.current = Math.max(version.current, report.version);
  const { office, start, spans } = report;

  /** One write after the other, each on the version that the one before it made. */
  const inTurn = <T extends { readonly version: number }>(write: (seenVersion: number) => Promise<T>): Promise<T> => {
    const next = turn.current
      .catch(() => undefined)
      .then(async () => {
        const answer = await write(version.current);
        version.current = answer.version;
        return answer;
      });
    turn.current = next;
    return next;
  };
  const save = async (): Promise<void> => {
    clearTimeout(timer.current);
    if (running.current) return;
    const ready = [...dirty.current].filter(([, { amounts }]) => amounts.every((text) => yuanOf(text) !== undefined));
    if (ready.length === 0) return;
    running.current = true;
    setSaving('saving');
    try {
      await inTurn((seenVersion) =>
        call(
          writeReportLines({
            path: { officeId: office.id, start },
            headers: seen(seenVersion),
            body: {
              lines: ready.map(([projectId, { amounts, milestones, reason, ...words }]) => ({
                projectId,
                ...words,
                reason: reason.trim() === '' ? null : reason,
                milestones: milestones.map((id) => ({ id, reachedOn })),
                figures: amounts.map((text, index) => ({ start: spans[index]!.start, amount: yuanOf(text)! })),
              })),
            },
          }),
        ),
      );
      for (const [projectId, sent] of ready) if (dirty.current.get(projectId) === sent) dirty.current.delete(projectId);
      running.current = false;
      setSaving(dirty.current.size === 0 ? 'saved' : 'unsaved');
      await client.invalidateQueries({ queryKey: ['report', office.id, start] });
      if ([...dirty.current].some(([, { amounts }]) => amounts.every((text) => yuanOf(text) !== undefined))) plan();
    } catch (error) {
      running.current = false;
      setSaving({ error });
      // Somebody else wrote: what is typed stays, and is saved on what they left.
      await client.invalidateQueries({ queryKey: ['report', office.id, start] });
    }
  };
  const plan = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    saving,
    /** Whatever waits is saved now. */
    flush: async () => {
      await turn.current.catch(() => undefined);
      await save();
    },
    lineOf: (line: ReportLine): TypedLine => typed[line.project.id] ?? typedOf(line),
    isDirty: (projectId: string) => dirty.current.has(projectId),
    change: (line: ReportLine, change: Partial<TypedLine>) => {
      const next = { ...(typed[line.project.id] ?? typedOf(line)), ...change };
      dirty.current.set(line.project.id, next);
      setTyped((before) => ({ ...before, [line.project.id]: next }));
      setSaving('unsaved');
      plan();
    },
    /** A line was settled otherwise (no change): what was typed of it is dropped. */
    drop: (projectIds: readonly string[]) => {
      for (const id of projectIds) dirty.current.delete(id);
      setTyped((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !projectIds.includes(id))));
    },
    inTurn,
  };
}
