import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Which queries a hint touches. A hint only says "look again". */
const touched: Readonly<Record<string, readonly string[]>> = {
  problem: ['problem', 'problems', 'timeline', 'meeting'],
  project: ['project', 'projects'],
  plan: ['chain', 'lights', 'results', 'plan'],
  report: ['chain', 'lights', 'results', 'report', 'reports'],
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
    const listen = () => openLine(client, others, setUp, leaving.signal);
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

/** Listens until the tab leaves. The browser reconnects by itself; after a break everything on the screen is asked again. */
function openLine(
  client: QueryClient,
  others: BroadcastChannel | null,
  setUp: (up: boolean) => void,
  leaving: AbortSignal,
): Promise<void> {
  const source = new EventSource('/api/v1/changes');
  const tell = (text: string) => {
    take(client, text, setUp);
    others?.postMessage(text);
  };
  let broken = false;
  source.addEventListener('change', ({ data }: MessageEvent<string>) => tell(data));
  source.onopen = () => {
    tell(broken ? 'again' : 'up');
    broken = false;
  };
  source.onerror = () => {
    broken = true;
    tell('down');
  };
  return new Promise((resolve) => {
    leaving.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}

function take(client: QueryClient, text: string, setUp: (up: boolean) => void): void {
  setUp(text !== 'down');
  if (text === 'down' || text === 'up') return;
  if (text === 'again') {
    void client.invalidateQueries();
    return;
  }
  const { subject } = JSON.parse(text) as { subject: string };
  for (const key of touched[subject] ?? []) void client.invalidateQueries({ queryKey: [key] });
}
