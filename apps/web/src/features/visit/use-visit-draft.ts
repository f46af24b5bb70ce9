import { useCallback, useEffect, useRef, useState } from 'react';
import { nowMs } from '../../format/clock.js';
import { deviceFaultOf, type DeviceFault } from '../../offline/device-store.js';
import { dropDraft, keepDraft, photosOf, readDraft, waitingVisit } from '../../offline/store.js';
import type { TakenPhoto } from '../../offline/waiting.js';
import { emptyVisit, valuesOf, type VisitValues } from './visit-form.js';

/** Typing pauses so long before the draft is kept. */
const PAUSE_MS = 400;

export interface FilledIn {
  readonly values: VisitValues;
  readonly photos: readonly TakenPhoto[];
}

/**
 * The form, kept on the device with its photos while it is filled in. With `amend` it is a refused visit, which stays as it
 * is until the amended one is handed over.
 */
export function useVisitDraft(personId: string, projectId: string, amend: string | undefined) {
  const empty: FilledIn = { values: { ...emptyVisit, projectId }, photos: [] };
  const [filled, setFilled] = useState(empty);
  const [restored, setRestored] = useState(false);
  const [fault, setFault] = useState<DeviceFault | null>(null);
  const touched = useRef(false);
  const failed = useCallback((error: unknown) => setFault(deviceFaultOf(error)), []);
  useEffect(() => {
    const start = (found: FilledIn | undefined) => {
      if (!found || touched.current) return;
      setFilled(found);
      setRestored(amend === undefined);
    };
    if (amend !== undefined) refusedOne(personId, amend).then(start, failed);
    else if (projectId === '') draftOf(personId).then(start, failed);
  }, [personId, projectId, amend, failed]);

  const keep = useCallback(() => {
    if (!touched.current || amend !== undefined) return;
    keepDraft({ personId, ...filled, savedAt: nowMs() }).then(() => setFault(null), failed);
  }, [personId, filled, amend, failed]);
  useEffect(() => {
    const timer = setTimeout(keep, PAUSE_MS);
    // A phone may put the page away, and end it, before the pause is over.
    const onHidden = () => document.visibilityState === 'hidden' && keep();
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, [keep]);

  const change = useCallback((part: Partial<VisitValues>, photos?: readonly TakenPhoto[]) => {
    touched.current = true;
    setFilled((before) => ({ values: { ...before.values, ...part }, photos: photos ?? before.photos }));
  }, []);
  return {
    ...filled,
    restored,
    fault,
    failed,
    change,
    startOver: () => {
      touched.current = false;
      setRestored(false);
      setFilled(empty);
      dropDraft(personId).catch(failed);
    },
  };
}

async function draftOf(personId: string): Promise<FilledIn | undefined> {
  const draft = await readDraft(personId);
  return draft && { values: { ...emptyVisit, ...(draft.values as Partial<VisitValues>) }, photos: draft.photos ?? [] };
}

async function refusedOne(personId: string, id: string): Promise<FilledIn | undefined> {
  const visit = await waitingVisit(id);
  if (visit?.personId !== personId || visit.state !== 'refused') return undefined;
  return { values: valuesOf(visit), photos: await photosOf(id) };
}
