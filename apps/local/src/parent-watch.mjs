// `npm start` puts npm, and perhaps a shell, between the person and this process. When those are killed no signal
// arrives here: look now and then whether they still live.
import { identify, isAlive, parentOf } from './process-identity.mjs';
import { readFileSync } from 'node:fs';

/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @param {() => void} onGone called once
 * @returns {() => void} stops watching
 */
export function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return () => {};
  /** @type {ProcessIdentity[]} */
  const watched = [];
  for (let pid = process.ppid; pid > 1 && watched.length < 2; pid = parentOf(pid) ?? 0) {
    const identity = identify(pid);
    if (!identity) break;
    watched.push(identity);
    if (!isShell(pid)) break;
  }
  const timer = setInterval(() => {
    if (watched.every((identity) => isAlive(identity))) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

/** @param {number} pid */
function isShell(pid) {
  try {
    return /^(sh|dash|bash|ash|zsh)$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false;
  }
}
