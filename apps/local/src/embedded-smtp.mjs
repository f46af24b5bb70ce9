// Starts the local mail sink as a child that ends with us.
import { fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { readJson, tailOf, writeJson } from './local-files.mjs';
import { endProcess, identify } from './process-identity.mjs';

/**
 * @typedef {object} RunningSink
 * @property {number} port
 * @property {string} url SMTP_URL
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {string} options.folder for the mails
 * @param {string} options.logFile
 * @param {number} [options.port] preferred
 * @param {string} [options.pidFile] where to note the process; one noted there and still alive is ended first
 * @param {NodeJS.ProcessEnv} [options.moment] DUBAN_NOW and DUBAN_NOW_AT
 * @returns {Promise<RunningSink>}
 */
export async function startSmtpSink(options) {
  if (options.pidFile) await endProcess(readJson(options.pidFile), [['SIGTERM', 3000]]);
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const child = fork(path.join(import.meta.dirname, 'smtp-sink.mjs'), [], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: {
      ...process.env,
      ...options.moment,
      DUBAN_MAIL_FOLDER: options.folder,
      DUBAN_SMTP_PORT: String(await freePort(options.port)),
    },
  });
  closeSync(log);
  const identity = identify(child.pid ?? 0);
  if (options.pidFile && identity) writeJson(options.pidFile, identity);
  const port = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(/** @type {{ port: number }} */ (message).port));
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the mail sink ended:\n${tailOf(options.logFile)}`)));
  });
  // Neither the child nor its channel shall keep a test run from ending.
  child.unref();
  child.channel?.unref();
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    stop: async () => {
      await endProcess(identity, [['SIGTERM', 5000]]);
    },
  };
}
