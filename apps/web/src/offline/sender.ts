import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { logVisit } from '#api-client/sdk.gen.js';
import { ApiError, apiErrorOf } from '../api/api-error.js';
import { call } from '../api/call.js';
import {
  changeVisit,
  dropPhoto,
  dropVisit,
  photosOf,
  waitingVisits,
  type WaitingPhoto,
  type WaitingVisit,
} from './store.js';

const LOCK = 'duban-visits';
const TOLD = 'duban-visits-told';
/** While something waits it is tried again so often, beside every sign of the network coming back. */
const AGAIN_MS = 30_000;

/** `stopped`: the network, the server or the session is away, and nothing behind it was tried. */
type Sent = 'done' | 'refused' | 'stopped';

/** Later may do; anything else that is not an answer in 2xx needs its author. */
const passes = (error: ApiError): boolean =>
  error.status === 0 || error.status === 401 || error.status === 408 || error.status === 429 || error.status >= 500;

/**
 * Sends what waits on the device, one after the other, in one tab only. What is refused is kept for its author with the
 * reason, and never holds up what comes after it.
 */
export async function sendWaiting(personId: string): Promise<void> {
  const work = async () => {
    for (const visit of await waitingVisits(personId)) {
      if (visit.state === 'refused') continue;
      if ((await sendOne(visit)) === 'stopped') return;
    }
  };
  if ('locks' in navigator)
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => lock && (await work()));
  else await work();
}

async function sendOne(visit: WaitingVisit): Promise<Sent> {
  if (visit.state === 'waiting') {
    try {
      await call(logVisit({ body: visit.body, headers: { 'Idempotency-Key': visit.id } }));
    } catch (error) {
      if (!(error instanceof ApiError) || passes(error)) return 'stopped';
      await changeVisit({ ...visit, state: 'refused', refusal: { code: error.code, args: error.args } });
      tell();
      return 'refused';
    }
    await changeVisit({ ...visit, state: 'logged' });
  }
  for (const photo of await photosOf(visit.id)) {
    const error = await sendPhoto(photo);
    if (error && passes(error)) return 'stopped';
    // A photo that is refused is not worth holding the visit back for: the visit says how many were expected.
    await dropPhoto(photo.id);
  }
  await dropVisit(visit.id);
  tell();
  return 'done';
}

async function sendPhoto({ id, visitId, blob, takenAt }: WaitingPhoto): Promise<ApiError | undefined> {
  const form = new FormData();
  form.set('id', id);
  if (takenAt) form.set('takenAt', takenAt);
  form.set('photo', blob, 'photo.jpg');
  let response: Response | undefined;
  try {
    response = await fetch(`/api/v1/visits/${visitId}/photos`, {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      headers: { 'Idempotency-Key': id },
    });
  } catch {
    return apiErrorOf(undefined, undefined);
  }
  if (response.ok) return undefined;
  return apiErrorOf(await response.json().catch(() => undefined), response);
}

/** Every part of the screen, and every tab, looks again. */
function tell(): void {
  globalThis.dispatchEvent(new Event(TOLD));
  if ('BroadcastChannel' in globalThis) {
    const channel = new BroadcastChannel(TOLD);
    channel.postMessage(null);
    channel.close();
  }
}

/** What waits on this device for one person, kept sent while the screen is open. */
export function useWaiting(personId: string) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<readonly WaitingVisit[]>([]);
  const look = useCallback(async () => {
    const found = await waitingVisits(personId);
    setWaiting((before) => {
      // Something arrived: what the screens know of visits is old.
      if (found.length < before.length)
        for (const key of ['visits', 'problems', 'visit-suggestions'])
          void client.invalidateQueries({ queryKey: [key] });
      return found;
    });
  }, [personId, client]);
  const send = useCallback(async () => {
    await sendWaiting(personId).catch(() => undefined);
    await look();
  }, [personId, look]);
  useEffect(() => {
    void send();
    const onTold = () => void look();
    const onBack = () => {
      if (document.visibilityState === 'visible') void send();
    };
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(TOLD) : null;
    if (channel) channel.onmessage = onTold;
    globalThis.addEventListener(TOLD, onTold);
    globalThis.addEventListener('online', onBack);
    document.addEventListener('visibilitychange', onBack);
    const timer = setInterval(onBack, AGAIN_MS);
    return () => {
      channel?.close();
      globalThis.removeEventListener(TOLD, onTold);
      globalThis.removeEventListener('online', onBack);
      document.removeEventListener('visibilitychange', onBack);
      clearInterval(timer);
    };
  }, [send, look]);
  return { waiting, send, look };
}
