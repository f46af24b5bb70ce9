import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Which queries a hint touches. A hint only says "look again". */
const touched: Readonly<Record<string, readonly string[]>> = {
  problem: ['problem', 'problems', 'timeline', 'meeting'],
  project: ['project', 'projects'],
  plan: ['chain', 'lights', 'results', 'plan'],
  report: ['chain', 'lights', 'results', 'report', 'reports', 'leader', 'leaders'],
  closing: ['closings', 'cards', 'looks'],
  card: ['cards'],
  look: ['looks'],
  map: ['map'],
  visit: ['visits', 'visit-suggestions'],
  sheet: ['sheets'],
  meeting: ['meeting', 'meetings', 'series'],
  decision: ['decision', 'decisions'],
  notice: ['notices'],
  person: ['session'],
};

const CHANNEL = 'duban-changes';
const LOCK = 'duban-changes-listener';
/** Until a line that the browser gave up is opened anew. */
const REOPEN_MS = 3_000;
const REOPEN_AT_MOST_MS = 30_000;
const TOOK_OVER_MS = 1_000;

/**
 * Server-sent events, one connection per browser: the tab that holds the lock listens and passes on to the others. Where
 * the browser knows no locks each tab listens for itself. Answers whether the line is up.
 */
export function useChanges(): boolean {
  const client = useQueryClient();
  const [up, setUp] = useState(true);
  useEffect(() => {
    const leaving = new AbortController();
    const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null;
    if (others) others.onmessage = ({ data }: MessageEvent<string>) => take(client, data, setUp);
    others?.postMessage('how');
    const began = performance.now();
    // Who takes over from a tab that was closed may have missed a hint in between, and asks again.
    const listen = () => openLine(client, others, setUp, leaving.signal, performance.now() - began > TOOK_OVER_MS);
    if ('locks' in navigator && others)
      navigator.locks.request(LOCK, { signal: leaving.signal }, listen).catch(() => undefined);
    else void listen();
    return () => {
      leaving.abort();
      others?.close();
    };
  }, [client]);
  return up;
}

/**
 * Listens until the tab leaves. The browser reconnects by itself after a break; where it gives up (an answer that is none
 * of the stream's, as from a gateway while the server restarts) the line is opened anew. After a break everything on the
 * screen is asked again. A tab that comes later asks how the line stands.
 */
function openLine(
  client: QueryClient,
  others: BroadcastChannel | null,
  setUp: (up: boolean) => void,
  leaving: AbortSignal,
  tookOver: boolean,
): Promise<void> {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  let wait = REOPEN_MS;
  let state: 'up' | 'down' = tookOver ? 'down' : 'up';
  const tell = (text: string) => {
    take(client, text, setUp);
    others?.postMessage(text);
  };
  const open = () => {
    clearTimeout(again);
    source?.close();
    source = new EventSource('/api/v1/changes');
    source.addEventListener('change', ({ data }: MessageEvent<string>) => tell(data));
    source.onopen = () => {
      tell(state === 'down' ? 'again' : 'up');
      state = 'up';
      wait = REOPEN_MS;
    };
    source.onerror = () => {
      lost();
      if (source.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, wait);
      wait = Math.min(wait * 2, REOPEN_AT_MOST_MS);
    };
  };
  const lost = () => {
    state = 'down';
    tell('down');
  };
  if (others)
    others.onmessage = ({ data }: MessageEvent<string>) =>
      data === 'how' ? others.postMessage(state) : take(client, data, setUp);
  // A device that loses its network may not notice at the stream for minutes.
  addEventListener('offline', lost);
  addEventListener('online', open);
  open();
  return new Promise((resolve) => {
    leaving.addEventListener('abort', () => {
      removeEventListener('offline', lost);
      removeEventListener('online', open);
      clearTimeout(again);
      source.close();
      resolve();
    });
  });
}

function take(client: QueryClient, text: string, setUp: (up: boolean) => void): void {
  if (text === 'how') return;
  setUp(text !== 'down');
  if (text === 'down' || text === 'up') return;
  if (text === 'again') {
    void client.invalidateQueries();
    return;
  }
  const { subject } = JSON.parse(text) as { subject: string };
  for (const key of touched[subject] ?? []) void client.invalidateQueries({ queryKey: [key] });
}
