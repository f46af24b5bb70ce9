/** Looked for a new version at most so often, when somebody comes back to the screens. */
const LOOK_AGAIN_MS = 30 * 60_000;

let waiting: ServiceWorker | null = null;
const watchers = new Set<() => void>();

export const newVersionWaits = (): boolean => waiting !== null;

export function onNewVersion(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Lets a reload without a network show the screens: they are kept by the browser, what they show is not. */
export function startServiceWorker(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').then(follow, () => undefined);
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // The first one of all has nobody to wait for.
    waiting = navigator.serviceWorker.controller ? registration.waiting : null;
    for (const watcher of watchers) watcher();
  };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  look();
  let looked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - looked < LOOK_AGAIN_MS) return;
    looked = performance.now();
    registration.update().catch(() => undefined);
  });
}

/** Loads the page anew, as the newest version that this device has. */
export function reloadToNewest(): void {
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take over');
}
