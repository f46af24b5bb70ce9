import { onDevice } from './device-store.js';
import type { VisitDraft, WaitingItem, WaitingPhoto, WaitingVisit } from './waiting.js';

/** What a visit takes the place of: the refused one that it amends, or the drafts of these projects. */
export interface Instead {
  readonly amended?: string | undefined;
  readonly drafts?: readonly string[];
}

/** A visit with its photos, written together and in the place of what it was typed as, or not at all. */
export function keepVisit({ visit, photos }: WaitingItem, { amended, drafts = [] }: Instead = {}): Promise<void> {
  return onDevice(async (store) => {
    const tx = store.transaction(['visits', 'photos', 'drafts'], 'readwrite');
    const old = amended === undefined ? [] : await tx.objectStore('photos').index('visit').getAllKeys(amended);
    await Promise.all([
      ...(amended === undefined ? [] : [tx.objectStore('visits').delete(amended)]),
      ...old.map((key) => tx.objectStore('photos').delete(key)),
      ...drafts.map((projectId) => tx.objectStore('drafts').delete([visit.personId, projectId])),
      tx.objectStore('visits').put(visit),
      ...photos.map((photo) => tx.objectStore('photos').put(photo)),
      tx.done,
    ]);
  });
}

/** Those of one person, the oldest first. */
export async function waitingVisits(personId: string): Promise<WaitingVisit[]> {
  const found = await onDevice((store) => store.getAllFromIndex('visits', 'person', personId));
  return found.sort((a, b) => a.savedAt - b.savedAt);
}

/** How many wait on this device for other people than this one. Of what they say nothing is read. */
export function waitingForOthers(personId: string): Promise<number> {
  return onDevice(async (store) => {
    const tx = store.transaction('visits');
    const [all, own] = await Promise.all([tx.store.count(), tx.store.index('person').count(personId)]);
    return all - own;
  });
}

/** Whose visits wait on this device. Of what they say nothing is read. */
export function peopleWaiting(): Promise<string[]> {
  return onDevice(async (store) => {
    const people: string[] = [];
    const ofEach = store.transaction('visits').store.index('person');
    for (let one = await ofEach.openKeyCursor(null, 'nextunique'); one; one = await one.continue())
      people.push(one.key);
    return people;
  });
}

export const waitingVisit = (id: string): Promise<WaitingVisit | undefined> =>
  onDevice((store) => store.get('visits', id));

export const photosOf = (visitId: string): Promise<WaitingPhoto[]> =>
  onDevice((store) => store.getAllFromIndex('photos', 'visit', visitId));

/** Changes what is kept of a visit, if it still is. */
export function changeVisit(id: string, change: Partial<Pick<WaitingVisit, 'state' | 'refusal'>>): Promise<void> {
  return onDevice(async (store) => {
    const tx = store.transaction('visits', 'readwrite');
    const found = await tx.store.get(id);
    if (found) await tx.store.put({ ...found, ...change });
    await tx.done;
  });
}

export const changePhoto = (photo: WaitingPhoto): Promise<void> =>
  onDevice(async (store) => void (await store.put('photos', photo)));

export const dropPhoto = (id: string): Promise<void> => onDevice((store) => store.delete('photos', id));

/** A visit is done with: sent whole, or given up by its author. Answers what was there, so that it can be put back. */
export function takeVisit(id: string): Promise<WaitingItem | undefined> {
  return onDevice(async (store) => {
    const tx = store.transaction(['visits', 'photos'], 'readwrite');
    const [visit, photos] = await Promise.all([
      tx.objectStore('visits').get(id),
      tx.objectStore('photos').index('visit').getAll(id),
    ]);
    await Promise.all([
      tx.objectStore('visits').delete(id),
      ...photos.map((photo) => tx.objectStore('photos').delete(photo.id)),
      tx.done,
    ]);
    return visit && { visit, photos };
  });
}

/** Of one person, the latest first. */
export async function draftsOf(personId: string): Promise<VisitDraft[]> {
  const found = await onDevice((store) => store.getAllFromIndex('drafts', 'person', personId));
  return found.sort((a, b) => b.savedAt - a.savedAt);
}

export const readDraft = (personId: string, projectId: string): Promise<VisitDraft | undefined> =>
  onDevice((store) => store.get('drafts', [personId, projectId]));

/** Kept under its own project; what was kept under another, `before` one was chosen anew, is this one no longer. */
export function keepDraft(draft: VisitDraft, before = draft.values.projectId): Promise<void> {
  return onDevice(async (store) => {
    const tx = store.transaction('drafts', 'readwrite');
    await Promise.all([tx.store.delete([draft.personId, before]), tx.store.put(draft), tx.done]);
  });
}

export const dropDraft = (personId: string, projectId: string): Promise<void> =>
  onDevice((store) => store.delete('drafts', [personId, projectId]));
