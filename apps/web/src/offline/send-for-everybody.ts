import { sendWaiting, type Left } from './send.js';
import { peopleWaiting } from './store.js';
import { visitsChanged } from './visits-changed.js';

/**
 * The service worker's turn, in which no screen says who is signed in: it is tried for each person whose visits wait here,
 * and the server takes those of the one who is. Rejects where some may go later: the browser then tries again, a few times;
 * after the last the visits wait for a screen.
 */
export async function sendForEverybody(): Promise<void> {
  const left: Left[] = [];
  for (const personId of await peopleWaiting()) left.push(await sendWaiting(personId, visitsChanged));
  if (left.includes('again')) throw new Error('some visits have not gone yet');
}
