import { useCallback, useEffect, useRef, useState } from 'react';
import { sendWithoutScreens } from './background.js';
import { deviceFaultOf, type DeviceFault } from './device-store.js';
import { sendWaiting, type Left } from './send.js';
import { photosOf, waitingVisits } from './store.js';
import { CHANGED } from './visits-changed.js';
import type { WaitingItem } from './waiting.js';

/** Tried again after so long, doubling, beside every sign of the network coming back. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Calls back when what is kept on the device may have changed, in this tab or another. */
export function useVisitsChanged(look: (here: boolean) => void): void {
  useEffect(() => {
    const onHere = () => look(true);
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANGED) : null;
    if (channel) channel.onmessage = () => look(false);
    globalThis.addEventListener(CHANGED, onHere);
    return () => {
      channel?.close();
      globalThis.removeEventListener(CHANGED, onHere);
    };
  }, [look]);
}

export interface Waiting {
  readonly items: readonly WaitingItem[];
  readonly left: Left;
  readonly fault: DeviceFault | null;
}

/** What waits on this device for one person, kept sent while any screen is open. `onArrived`: something went. */
export function useWaiting(personId: string, onArrived: () => void): Waiting & { send: () => void } {
  const [waiting, setWaiting] = useState<Waiting>({ items: [], left: 'nothing', fault: null });
  const arrived = useRef(onArrived);
  arrived.current = onArrived;
  const before = useRef(new Set<string>());
  const look = useCallback(async () => {
    try {
      const items = await kept(personId);
      const toSend = new Set(items.filter(({ visit }) => visit.state !== 'refused').map(({ visit }) => visit.id));
      const ids = new Set(items.map(({ visit }) => visit.id));
      if ([...before.current].some((id) => !ids.has(id))) arrived.current();
      before.current = toSend;
      setWaiting(({ left }) => ({ items, left, fault: null }));
    } catch (error) {
      setWaiting(({ items, left }) => ({ items, left, fault: deviceFaultOf(error) }));
    }
  }, [personId]);
  const send = useSending(personId, look, setWaiting);
  useVisitsChanged(useCallback((here) => void look().then(() => here && send()), [look, send]));
  return { ...waiting, send };
}

async function kept(personId: string): Promise<WaitingItem[]> {
  const visits = await waitingVisits(personId);
  return Promise.all(visits.map(async (visit) => ({ visit, photos: await photosOf(visit.id) })));
}

/** Sends at once, and as long as something is left, again and again, each time after a longer while. */
function useSending(
  personId: string,
  look: () => Promise<void>,
  setWaiting: (change: (before: Waiting) => Waiting) => void,
): () => void {
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_WAIT_MS;
    let gone = false;
    const attempt = async () => {
      clearTimeout(timer);
      const left = await sendWaiting(personId, () => void look()).catch((): Left => 'again');
      await look();
      if (gone) return;
      setWaiting((before) => ({ ...before, left }));
      if (left !== 'again') return;
      // Once a row of tries: where there is a network the browser tries at once.
      if (wait === FIRST_WAIT_MS) void sendWithoutScreens();
      clearTimeout(timer);
      timer = setTimeout(() => void attempt(), wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    const afresh = () => {
      wait = FIRST_WAIT_MS;
      void attempt();
    };
    const onSeen = () => document.visibilityState === 'visible' && afresh();
    again.current = afresh;
    afresh();
    globalThis.addEventListener('online', afresh);
    document.addEventListener('visibilitychange', onSeen);
    return () => {
      gone = true;
      clearTimeout(timer);
      globalThis.removeEventListener('online', afresh);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [personId, look, setWaiting]);
  return useCallback(() => again.current(), []);
}
