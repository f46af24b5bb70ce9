export const CHANGED = 'duban-visits-changed';

/** Every part of the screen, and every tab, looks again; the one that may send does. */
export function visitsChanged(): void {
  globalThis.dispatchEvent(new Event(CHANGED));
  if (!('BroadcastChannel' in globalThis)) return;
  const channel = new BroadcastChannel(CHANGED);
  channel.postMessage(null);
  channel.close();
}
