import { useCallback, useEffect, useRef, useState } from 'react';
import { nowMs } from '../../format/clock.js';
import { deviceFaultOf, type DeviceFault } from '../../offline/device-store.js';
import { dropDraft, keepDraft, keepVisit, photosOf, readDraft, waitingVisit } from '../../offline/store.js';
import type { TakenPhoto, VisitDraft } from '../../offline/waiting.js';
import { visitsChanged } from '../../offline/visits-changed.js';
import { emptyVisit, isBlank, valuesOf, waitingItem, type FilledIn, type VisitValues } from './visit-form.js';

/** Typing pauses so long before the draft is kept. */
const PAUSE_MS = 400;

export interface ChosenProject {
  readonly id: string;
  readonly name: string;
}

/** A draft of the project that is chosen for a form with something else on it: one of the two is gone on with. */
export interface Clash {
  readonly project: ChosenProject;
  readonly draft: VisitDraft;
}

/**
 * The form, kept on the device with its photos while it is filled in, under its project. It opens with the draft of the
 * project it is opened for. With `amend` it is a refused visit, which stays as it is until the amended one is handed over.
 * `onProject` is told when another project than that of the address is on the form.
 */
export function useVisitDraft(
  personId: string,
  { projectId = '', amend }: { projectId?: string; amend?: string },
  onProject: (projectId: string) => void,
) {
  const [filled, setFilled] = useState(() => blank(projectId));
  const [restored, setRestored] = useState(false);
  const [clash, setClash] = useState<Clash | null>(null);
  const [fault, setFault] = useState<DeviceFault | null>(null);
  const failed = useCallback((error: unknown) => setFault(deviceFaultOf(error)), []);
  /** Something on the form is not on the device yet. */
  const unkept = useRef(false);
  /** The project under which the device has what is on the form. */
  const keptAs = useRef(projectId);
  const now = useRef(filled);
  now.current = filled;

  const put = useCallback((next: FilledIn, asRestored: boolean) => {
    unkept.current = false;
    keptAs.current = next.values.projectId;
    setFilled(next);
    setRestored(asRestored);
    setClash(null);
  }, []);

  const keep = useCallback(() => {
    if (!unkept.current || amend !== undefined) return;
    unkept.current = false;
    const before = keptAs.current;
    keptAs.current = now.current.values.projectId;
    const kept = isBlank(now.current)
      ? dropDraft(personId, before)
      : keepDraft({ personId, ...now.current, savedAt: nowMs() }, before);
    kept.then(
      () => setFault(null),
      (error: unknown) => {
        keptAs.current = before;
        unkept.current = true;
        failed(error);
      },
    );
  }, [personId, amend, failed]);
  const here = useKeeping(keep, filled);

  const opened = useRef(false);
  useEffect(() => {
    // Chosen on the form itself: the address only follows.
    if (opened.current && now.current.values.projectId === projectId) return;
    if (opened.current) {
      keep();
      put(blank(projectId), false);
    }
    opened.current = true;
    const found = amend === undefined ? draftOf(personId, projectId) : refusedOne(personId, amend);
    found.then((it) => it && isBlank(now.current) && put(it, amend === undefined), failed);
  }, [personId, projectId, amend, keep, put, failed]);

  const change = useCallback((part: Partial<VisitValues>, photos?: readonly TakenPhoto[]) => {
    unkept.current = true;
    setFilled((before) => ({ values: { ...before.values, ...part }, photos: photos ?? before.photos }));
  }, []);
  const move = ({ id, name }: ChosenProject) => {
    setClash(null);
    change({ projectId: id, projectName: name });
    if (amend === undefined) onProject(id);
  };
  const goOnWith = (draft: FilledIn) => {
    keep();
    put(draft, true);
    onProject(draft.values.projectId);
  };

  return {
    ...filled,
    restored,
    clash,
    fault,
    change,
    /** What the list of projects knows and the address did not say. */
    named: useCallback(
      (projectName: string) => setFilled((before) => ({ ...before, values: { ...before.values, projectName } })),
      [],
    ),
    /** Another project: what is on the form is of that one from now on, unless it has a draft of its own. */
    choose: async (project: ChosenProject) => {
      const own = amend === undefined && project.id !== now.current.values.projectId;
      const draft = own ? await readDraft(personId, project.id).catch(() => undefined) : undefined;
      if (!draft) move(project);
      else if (isBlank(now.current)) goOnWith(filledOf(draft));
      else setClash({ project, draft });
    },
    settleClash: (by: 'draft' | 'form' | 'neither') => {
      if (by === 'draft') goOnWith(filledOf(clash!.draft));
      else if (by === 'form') move(clash!.project);
      else setClash(null);
    },
    /** Answers what undoes it. */
    startOver: (): (() => void) => {
      const before = now.current;
      dropDraft(personId, keptAs.current).catch(failed);
      put(blank(before.values.projectId, before.values.projectName), false);
      return () => {
        if (here.current) goOnWith(before);
        keepDraft({ personId, ...before, savedAt: nowMs() }).then(visitsChanged, failed);
      };
    },
    /** Kept on the device as a visit that waits, in the place of its draft. Answers whether it was. */
    handOver: async (): Promise<boolean> => {
      const { values, photos } = now.current;
      unkept.current = false;
      try {
        const drafts = amend === undefined ? [keptAs.current, values.projectId] : [];
        await keepVisit(waitingItem(personId, values, photos, nowMs()), { amended: amend, drafts });
        return true;
      } catch (error) {
        unkept.current = true;
        failed(error);
        return false;
      }
    },
  };
}

/** Keeps what is on the form: a while after each change, and when it is put away or left. Answers whether it still is. */
function useKeeping(keep: () => void, filled: FilledIn): { readonly current: boolean } {
  const here = useRef(true);
  useEffect(() => {
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [keep, filled]);
  useEffect(() => {
    // A phone may put the page away, and end it, before the pause is over.
    const onHidden = () => document.visibilityState === 'hidden' && keep();
    document.addEventListener('visibilitychange', onHidden);
    here.current = true;
    return () => {
      here.current = false;
      keep();
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, [keep]);
  return here;
}

const blank = (projectId: string, projectName = ''): FilledIn => ({
  values: { ...emptyVisit, projectId, projectName },
  photos: [],
});

/** A draft of an earlier version lacks what its form did not ask. */
const filledOf = ({ values, photos }: VisitDraft): FilledIn => ({ values: { ...emptyVisit, ...values }, photos });

async function draftOf(personId: string, projectId: string): Promise<FilledIn | undefined> {
  const draft = await readDraft(personId, projectId);
  return draft && filledOf(draft);
}

async function refusedOne(personId: string, id: string): Promise<FilledIn | undefined> {
  const visit = await waitingVisit(id);
  if (visit?.personId !== personId || visit.state !== 'refused') return undefined;
  return { values: valuesOf(visit), photos: await photosOf(id) };
}
