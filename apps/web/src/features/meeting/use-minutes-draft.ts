import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { saveMinutes } from '#api-client/sdk.gen.js';
import type { MeetingMinutes, SaveMinutes } from '#api-client/types.gen.js';
import { ApiError } from '../../api/api-error.js';
import { call, seen } from '../../api/call.js';
import { nowMs } from '../../format/clock.js';

/** `opening`, `closing`, or `text:<itemId>`, `title:<itemId>`. */
export type MinutesField = 'opening' | 'closing' | `text:${string}` | `title:${string}`;

interface Typed {
  readonly words: string;
  /** What stood there when the typing began: if that is no longer so, somebody else wrote there too. */
  readonly from: string;
}

export type MinutesSaving =
  | { readonly state: 'saved'; readonly at: number | null }
  | { readonly state: 'unsaved' | 'saving' }
  | { readonly state: 'failed'; readonly error: unknown };

/** Typing pauses so long before it is saved. */
const PAUSE_MS = 1200;

/** What a draft says in a place. */
export function wordsAt({ content }: MeetingMinutes, field: MinutesField): string {
  if (field === 'opening' || field === 'closing') return content[field];
  const [part, itemId] = field.split(':') as ['text' | 'title', string];
  return content.items.find((item) => item.itemId === itemId)?.[part] ?? '';
}

/**
 * A draft of minutes that saves itself, only the places that were typed in. When somebody else saved in between, their
 * places are taken over; where both wrote in one place, theirs is shown beside and nothing is saved there until somebody
 * chooses.
 */
export function useMinutesDraft(minutes: MeetingMinutes) {
  const client = useQueryClient();
  const { meetingId, edition } = minutes;
  const [typed, setTyped] = useState<Readonly<Partial<Record<MinutesField, Typed>>>>({});
  const [saving, setSaving] = useState<MinutesSaving>({ state: 'saved', at: null });
  const dirty = useRef<Partial<Record<MinutesField, Typed>>>({});
  const latest = useRef(minutes);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (minutes.version >= latest.current.version) latest.current = minutes;

  const put = (field: MinutesField, words: Typed | undefined) => {
    const { [field]: _, ...rest } = dirty.current;
    dirty.current = words ? { ...rest, [field]: words } : rest;
    setTyped(dirty.current);
  };
  const fields = () => Object.keys(dirty.current) as MinutesField[];
  const clashes = (field: MinutesField) => {
    const mine = dirty.current[field];
    const now = wordsAt(latest.current, field);
    return mine !== undefined && now !== mine.from && now !== mine.words;
  };
  const take = (answer: MeetingMinutes) => {
    latest.current = answer;
    client.setQueryData(['meeting', meetingId, 'minutes', edition], answer);
    client.setQueryData(['meeting', meetingId, 'minutes', null], answer);
  };
  const send = async (again = true): Promise<void> => {
    const ready = fields().filter((field) => !clashes(field));
    if (ready.length === 0) {
      if (fields().length > 0) setSaving({ state: 'unsaved' });
      return;
    }
    const sent = ready.map((field) => [field, dirty.current[field]!] as const);
    setSaving({ state: 'saving' });
    try {
      take(
        await call(
          saveMinutes({
            path: { id: meetingId },
            headers: seen(latest.current.version),
            body: bodyOf(sent.map(([field, { words }]) => [field, words])),
          }),
        ),
      );
      for (const [field, words] of sent) if (dirty.current[field] === words) put(field, undefined);
      setSaving(fields().length === 0 ? { state: 'saved', at: nowMs() } : { state: 'unsaved' });
      if (fields().some((field) => !clashes(field))) plan();
    } catch (error) {
      if (again && error instanceof ApiError && error.status === 409 && isMinutes(error.current)) {
        // Somebody else saved first: what they wrote comes in, and what was typed elsewhere is saved on that.
        take(error.current);
        setTyped({ ...dirty.current });
        await send(false);
        return;
      }
      setSaving({ state: 'failed', error });
    }
  };
  const save = (): Promise<void> => {
    clearTimeout(timer.current);
    running.current ??= send().finally(() => (running.current = null));
    return running.current;
  };
  const plan = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    saving,
    hasUnsaved: Object.keys(typed).length > 0,
    /** Whatever waits is saved now. Answers the version that stands then, undefined when not all of it could be. */
    flush: async (): Promise<number | undefined> => {
      if (running.current) await running.current;
      if (fields().length > 0) await save();
      return fields().length === 0 ? latest.current.version : undefined;
    },
    wordsOf: (field: MinutesField): string => typed[field]?.words ?? wordsAt(minutes, field),
    /** What somebody else wrote in the same place meanwhile. */
    clashOf: (field: MinutesField): string | undefined => (clashes(field) ? wordsAt(latest.current, field) : undefined),
    change: (field: MinutesField, words: string) => {
      put(field, { words, from: dirty.current[field]?.from ?? wordsAt(latest.current, field) });
      setSaving({ state: 'unsaved' });
      plan();
    },
    /** Of two who wrote in one place: these words, or theirs. */
    settle: (field: MinutesField, mine: boolean) => {
      const kept = dirty.current[field];
      put(field, mine && kept ? { words: kept.words, from: wordsAt(latest.current, field) } : undefined);
      if (fields().length === 0) setSaving({ state: 'saved', at: null });
      plan();
    },
  };
}

function isMinutes(current: unknown): current is MeetingMinutes {
  return typeof current === 'object' && current !== null && 'content' in current && 'version' in current;
}

function bodyOf(changes: readonly (readonly [MinutesField, string])[]): SaveMinutes {
  const items = new Map<string, { itemId: string; title?: string; text?: string }>();
  const body: { opening?: string; closing?: string } = {};
  for (const [field, words] of changes)
    if (field === 'opening' || field === 'closing') body[field] = words;
    else {
      const [part, itemId] = field.split(':') as ['text' | 'title', string];
      items.set(itemId, { ...(items.get(itemId) ?? { itemId }), [part]: words });
    }
  return { ...body, items: [...items.values()] };
}
