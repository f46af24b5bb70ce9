import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getMeeting } from '#api-client/sdk.gen.js';
import type { AgendaItem, Meeting, WhoAmI } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { nowMs, setClock } from '../../format/clock.js';
import type { Language } from '../../i18n/i18n.js';
import { nameOf, type Words } from '../../i18n/use-words.js';

export type { AgendaItem, Meeting };

/** The meeting as it is now; the screen's clock goes by the moment it was read, so that every timer shows the same. */
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['meeting', id],
    queryFn: async () => {
      const meeting = await call(getMeeting({ path: { id } }));
      setClock(meeting.now);
      return meeting;
    },
  });

/** What an act answered is what is true; a look that was on its way meanwhile is older and is dropped. */
export async function takeMeeting(client: QueryClient, meeting: Meeting): Promise<void> {
  await client.cancelQueries({ queryKey: ['meeting', meeting.id], exact: true });
  client.setQueryData(meetingQuery(meeting.id).queryKey, meeting);
  void client.invalidateQueries({ queryKey: ['meetings'] });
}

/** An act that answers the meeting as it is then. After a refusal the meeting is asked for again: somebody was faster. */
export function useMeetingAct<Args = void>(id: string, act: (args: Args) => Promise<Meeting>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (meeting) => {
      await takeMeeting(client, meeting);
      onDone?.();
    },
    onError: () => client.invalidateQueries({ queryKey: ['meeting', id] }),
  });
}

/** `第12次项目建设周例会`. */
export const meetingTitle = (
  { series, number }: Pick<Meeting, 'series' | 'number'>,
  t: Words,
  language: Language,
): string => t('meeting.name', { series: nameOf(series, language), number });

export const placeOf = ({ series }: Pick<Meeting, 'series'>, language: Language): string =>
  (language === 'en' && series.placeEn) || series.place;

export const titleOf = ({ title, titleEn }: Pick<AgendaItem, 'title' | 'titleEn'>, language: Language): string =>
  (language === 'en' && titleEn) || title;

/** The title under its project's name, which it need not say again. */
export function headOf(item: AgendaItem, language: Language): string {
  const title = titleOf(item, language);
  const before = item.project?.name ?? '';
  const rest = before !== '' && title.startsWith(before) ? title.slice(before.length) : '';
  return /^\s*\p{P}\s*\S/u.test(rest) ? rest.replace(/^\s*\p{P}\s*/u, '') : title;
}

/** Whose leave its agenda needs: the chair, or who stands in for them. */
export function mayApprove(session: WhoAmI, { chair }: Pick<Meeting, 'chair'>): boolean {
  return session.permissions.some(
    ({ action, scope }) =>
      action === 'meeting.approve' &&
      (scope.kind === 'district' || scope.ownerId === chair.id || scope.standInOwnerIds?.includes(chair.id) === true),
  );
}

export interface Run {
  readonly section: AgendaItem['section'];
  readonly items: readonly AgendaItem[];
  readonly minutes: number;
}

/** The agenda in parts, as they follow each other: whoever moved an item out of its section sees that. */
export function runsOf(items: readonly AgendaItem[]): Run[] {
  const runs: { section: AgendaItem['section']; items: AgendaItem[] }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.section === item.section) last.items.push(item);
    else runs.push({ section: item.section, items: [item] });
  }
  return runs.map((run) => ({ ...run, minutes: minutesOf(run.items) }));
}

export const minutesOf = (items: readonly AgendaItem[]): number => items.reduce((sum, { minutes }) => sum + minutes, 0);

/** How long an item was dealt with so far, in seconds, the present turn included. */
export function spentOn(item: AgendaItem, current: Meeting['current'], now: number): number {
  const turn = current?.itemId === item.id ? (now - Date.parse(current.since)) / 1000 : 0;
  return item.spentSeconds + Math.max(0, Math.floor(turn));
}

/** The moment, again and again. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
