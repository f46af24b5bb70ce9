import { logVisit } from '#api-client/sdk.gen.js';
import { ApiError, apiErrorOf } from '../api/api-error.js';
import { call } from '../api/call.js';
import { changePhoto, changeVisit, dropPhoto, photosOf, takeVisit, waitingVisits } from './store.js';
import type { KeptRefusal, WaitingPhoto, WaitingVisit } from './waiting.js';

const LOCK = 'duban-visits';
/** A line that hangs is given up, and the next try is another one: what arrived twice is still one. */
const VISIT_GIVEN_UP_MS = 30_000;
const PHOTO_GIVEN_UP_MS = 120_000;

/**
 * What is left to do. `nothing`: all that can go has gone; `again`: the network or the server was away for some of it;
 * `signIn`: nobody is signed in, or somebody else is.
 */
export type Left = 'nothing' | 'again' | 'signIn';

/**
 * Sends what waits on the device for one person, in one tab at a time: first what they wrote, all of it, then the photos.
 * What is refused is kept for its author with the reason, and never holds up what comes after it.
 */
export async function sendWaiting(personId: string, onProgress: () => void): Promise<Left> {
  const work = async (): Promise<Left> => {
    let left: Left = 'nothing';
    const steps = [sendWords, sendPhotos];
    for (const step of steps)
      for (const visit of await waitingVisits(personId)) {
        const stopped = await step(visit, onProgress);
        if (stopped === 'signIn' || stopped === 'away') return stopped === 'away' ? 'again' : stopped;
        if (stopped === 'busy') left = 'again';
      }
    return left;
  };
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work();
}

/** `away`: nothing else will go either; `busy`: this one may go later, another one perhaps now. */
type Stopped = 'away' | 'signIn' | 'busy' | null;

function stoppedBy({ status }: ApiError): Stopped {
  if (status === 0) return 'away';
  if (status === 401) return 'signIn';
  return status === 408 || status === 429 || status >= 500 ? 'busy' : null;
}

const refusalOf = ({ code, args }: ApiError): KeptRefusal => ({ code, args });

async function sendWords({ id, personId, state, body }: WaitingVisit, onProgress: () => void): Promise<Stopped> {
  if (state !== 'waiting') return null;
  const headers = { 'Idempotency-Key': id, ...speakingFor(personId) };
  try {
    await within(VISIT_GIVEN_UP_MS, (signal) => call(logVisit({ body, headers, signal })));
    await changeVisit(id, { state: 'logged' });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const stopped = stoppedBy(error);
    if (stopped) return stopped;
    await changeVisit(id, { state: 'refused', refusal: refusalOf(error) });
  }
  onProgress();
  return null;
}

async function sendPhotos({ id, personId, state }: WaitingVisit, onProgress: () => void): Promise<Stopped> {
  if (state !== 'logged') return null;
  let kept = 0;
  let left: Stopped = null;
  for (const photo of await photosOf(id)) {
    const error = photo.refusal ? undefined : await sendPhoto(photo, personId);
    const stopped = error && stoppedBy(error);
    if (stopped === 'away' || stopped === 'signIn') return stopped;
    if (stopped) left = stopped;
    else if (error) await changePhoto({ ...photo, refusal: refusalOf(error) });
    else if (!photo.refusal) await dropPhoto(photo.id);
    if (error || photo.refusal) kept += 1;
  }
  if (kept === 0) await takeVisit(id);
  onProgress();
  return left;
}

async function sendPhoto(photo: WaitingPhoto, personId: string): Promise<ApiError | undefined> {
  const { id, visitId, blob, takenAt, place } = photo;
  const form = new FormData();
  form.set('id', id);
  if (takenAt) form.set('takenAt', takenAt);
  if (place) {
    form.set('keepLocation', 'true');
    form.set('latitude', place.latitude.toFixed(7));
    form.set('longitude', place.longitude.toFixed(7));
  }
  form.set('photo', blob, 'photo.jpg');
  const response = await within(PHOTO_GIVEN_UP_MS, (signal) =>
    fetch(`/api/v1/visits/${visitId}/photos`, {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      headers: { 'Idempotency-Key': id, ...speakingFor(personId) },
      signal,
    }).catch(() => undefined),
  );
  if (response?.ok) return undefined;
  return apiErrorOf(await response?.json().catch(() => undefined), response);
}

/** What waits for one person is never sent as another's, who may have signed in on this device meanwhile. */
const speakingFor = (personId: string) => ({ 'For-Person': personId });

async function within<T>(ms: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ms);
  try {
    return await act(giveUp.signal);
  } finally {
    clearTimeout(timer);
  }
}
