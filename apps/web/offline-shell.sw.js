// The service worker. Keeps the screens themselves, so that a page opened without a network still shows them, in both
// languages, also those of a visit that were never opened before. Never an answer of the api: what is true is asked for
// each time. A version of the screens is kept whole or not at all; a newer one waits until somebody takes it over.
// Where the browser has Background Sync, it sends the visits that wait on the device when no screen is open.
// The build writes in which version this is and which files it cannot do without, and makes one file of it.
import { SENDING } from './src/offline/background.js';
import { sendForEverybody } from './src/offline/send-for-everybody.js';

const { version, files } = self.DUBAN_SHELL;
const SHELL = `duban-shell-${version}`;
const PAGE = '/index.html';
/** The version before stays: a tab that still runs it goes on fetching its files. */
const VERSIONS_KEPT = 2;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(SHELL).then((cache) =>
      Promise.all([cache.addAll(files), cache.add(new Request(PAGE, { cache: 'reload' }))]).catch(async (error) => {
        await caches.delete(SHELL);
        throw error;
      }),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});

self.addEventListener('sync', (event) => {
  if (event.tag === SENDING) event.waitUntil(sendForEverybody());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(request));
  else if (request.mode === 'navigate' && !/^\/(api|dev|metrics|healthz|readyz)(\/|$)/.test(pathname))
    event.respondWith(askedFirst(request));
});

/** Files under /assets/ carry a hash in their name and never change. */
async function keptFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

/** The page is asked for anew whenever there is a network; without one it is that of this version, whose files are here. */
async function askedFirst(request) {
  try {
    return await fetch(request);
  } catch {
    return (await (await caches.open(SHELL)).match(PAGE)) ?? Response.error();
  }
}

/** The names come in the order in which they were made. */
async function forgetOld() {
  const others = (await caches.keys()).filter((name) => name !== SHELL);
  await Promise.all(others.slice(0, Math.max(0, others.length - VERSIONS_KEPT + 1)).map((name) => caches.delete(name)));
}
