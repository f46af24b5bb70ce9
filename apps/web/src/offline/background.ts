/** What the browser calls the sending of visits with no screen open; the service worker listens for it. */
export const SENDING = 'duban-visits';

/** The types of the browser's own do not know it: Safari has none, and Chrome lets people forbid it. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

/**
 * Asks the browser to send what waits as soon as there is a network, also with no screen open. Where it cannot or must not,
 * it is sent as soon as a screen is open.
 */
export async function sendWithoutScreens(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    await (registration as { readonly sync?: SyncManager } | undefined)?.sync?.register(SENDING);
  } catch {
    // Said to nobody: an open screen sends just the same.
  }
}
