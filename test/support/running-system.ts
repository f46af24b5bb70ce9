import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoMoment, demoOffset } from '../../apps/local/src/demo-moment.mjs';
import { startSmtpSink } from '../../apps/local/src/embedded-smtp.mjs';
import { freePort } from '../../apps/local/src/free-port.mjs';
import { readJson, tailOf } from '../../apps/local/src/local-files.mjs';
import { type CaughtMail, listMails } from '../../apps/local/src/mail-store.mjs';
import { testServices } from './running-services.js';
import { createTestDatabase } from './test-database.js';
import { startTestServices } from './test-services.mjs';

export interface SystemOptions {
  /** the moment the system is to believe it is: ISO with offset; the real time when left out */
  now?: string;
  /** what the seeds put in: the whole demo district, a small one, people and rules only, or nothing. Default `small` */
  seed?: 'demo' | 'small' | 'empty' | 'none';
  /** worker processes, 1 by default */
  workers?: number;
  /** added to the environment of api and workers */
  env?: Record<string, string>;
}

export interface Account {
  role: string;
  username: string;
  password: string;
  name: string;
}

const repository = path.resolve(import.meta.dirname, '../..');

/**
 * The built system (`dist/`) as people run it: api and worker processes, a database, a Redis and a mail sink of its own.
 * A database test's services must be there (Jest projects `e2e` and `faults`). Throws, with the logs, when it does not
 * become ready within a minute.
 */
export async function startSystem(options: SystemOptions = {}): Promise<RunningSystem> {
  const folder = mkdtempSync(path.join(testServices().folder, 'system-'));
  const stops: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    const database = await createTestDatabase();
    stops.push(() => database.drop());
    // Its own, so that a test may flush or kill it.
    const redis = await startTestServices(['redis']);
    stops.push(() => redis.stop());
    const system = new RunningSystem(folder, database.url, redis.services.redisUrl, options, stops);
    await system.begin();
    return system;
  } catch (error) {
    for (const stop of stops.reverse()) await stop().catch(() => undefined);
    throw error;
  }
}

export class RunningSystem {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly mailFolder: string;
  readonly workers: ChildProcess[] = [];
  accounts: Account[] = [];
  url = '';
  api: ChildProcess | undefined;
  readonly #options: SystemOptions;
  readonly #stops: (() => Promise<void>)[];
  #environment: NodeJS.ProcessEnv = {};
  #sink: { port: number; stop(): Promise<void> } | undefined;

  constructor(
    folder: string,
    databaseUrl: string,
    redisUrl: string,
    options: SystemOptions,
    stops: (() => Promise<void>)[],
  ) {
    this.folder = folder;
    this.databaseUrl = databaseUrl;
    this.redisUrl = redisUrl;
    this.mailFolder = path.join(folder, 'mail');
    this.#options = options;
    this.#stops = stops;
    this.#stops.push(async () => this.#sink?.stop());
    this.#stops.push(() => this.#endProcesses());
  }

  /** Seeds and starts. Called once, by `startSystem`. */
  async begin(): Promise<void> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const accountsFile = path.join(this.folder, 'accounts.json');
    this.#environment = {
      ...process.env,
      NODE_ENV: 'test',
      PORT: String(port),
      DATABASE_URL: this.databaseUrl,
      REDIS_URL: this.redisUrl,
      DUBAN_MAIL_FOLDER: this.mailFolder,
      DUBAN_ACCOUNTS_FILE: accountsFile,
      DUBAN_SEED: this.#options.seed ?? 'small',
      ...this.#options.env,
    };
    delete this.#environment.DUBAN_TEST_SERVICES;
    delete this.#environment.DUBAN_BROWSER_SCALE;
    await this.#setMoment(this.#options.now);
    if (this.#options.seed !== 'none') await this.#runToEnd('seeds/seed-main.js');
    this.accounts = readJson(accountsFile) ?? [];
    await this.#startProcesses();
  }

  /** Stops api and workers in good order, and starts them on the same data as if it were that moment. */
  async moveTo(instant: string): Promise<void> {
    await this.#endProcesses();
    await this.#setMoment(instant);
    await this.#startProcesses();
  }

  /** Stops api and workers in good order, and starts them again at the moment they would have reached. */
  async restart(): Promise<void> {
    await this.#endProcesses();
    await this.#startProcesses();
  }

  /** SIGKILL. It is not started again: see `startWorker`. */
  async killWorker(index = 0): Promise<void> {
    const [worker] = this.workers.splice(index, 1);
    if (!worker) throw new RangeError(`there is no worker ${index}`);
    const gone = once(worker, 'exit');
    worker.kill('SIGKILL');
    await gone;
  }

  async startWorker(): Promise<ChildProcess> {
    const worker = this.#launch('worker');
    this.workers.push(worker);
    await Promise.race([once(worker, 'message'), once(worker, 'exit'), sleep(5000, undefined, { ref: false })]);
    if (worker.exitCode !== null) throw new Error(`the worker ended:\n${this.log('worker')}`);
    return worker;
  }

  /** By how much its clock is ahead of the real one. */
  get clockOffsetMs(): number {
    return demoOffset(this.#environment);
  }

  /** Newest first. */
  mails(to?: string): CaughtMail[] {
    return listMails(this.mailFolder, { to, limit: 10_000 });
  }

  /** Everything that api or workers have logged so far. */
  log(name: 'api' | 'worker'): string {
    try {
      return readFileSync(path.join(this.folder, `${name}.log`), 'utf8');
    } catch {
      return '';
    }
  }

  /** The account of the first (or nth) person who has this role. */
  account(role: string, index = 0): Account {
    const found = this.accounts.filter((account) => account.role === role)[index];
    if (!found) throw new Error(`no account ${index} with role ${role}`);
    return found;
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async #setMoment(now: string | undefined): Promise<void> {
    const moment = demoMoment({ DUBAN_NOW: now });
    await this.#sink?.stop();
    const sink = await startSmtpSink({
      folder: this.mailFolder,
      logFile: path.join(this.folder, 'smtp.log'),
      port: this.#sink?.port,
      moment,
    });
    this.#sink = sink;
    this.#environment = { ...this.#environment, SMTP_URL: sink.url, ...moment };
    if (!now) {
      delete this.#environment.DUBAN_NOW;
      delete this.#environment.DUBAN_NOW_AT;
    }
  }

  #launch(name: 'api' | 'worker'): ChildProcess {
    const log = openSync(path.join(this.folder, `${name}.log`), 'a');
    const child = fork(path.join(repository, `dist/apps/${name}/src/main.js`), [], {
      cwd: repository,
      detached: true,
      env: { ...this.#environment, DUBAN_PARENT: '1' },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return child;
  }

  async #startProcesses(): Promise<void> {
    this.api = this.#launch('api');
    const workers = Array.from({ length: this.#options.workers ?? 1 }, () => this.startWorker());
    await Promise.all([this.#waitUntilReady(this.api), ...workers]);
  }

  async #waitUntilReady(api: ChildProcess): Promise<void> {
    const until = performance.now() + 60_000;
    while (performance.now() < until && api.exitCode === null) {
      const status = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        async (response) => (await response.text(), response.status),
        () => 0,
      );
      if (status === 200) return;
      await sleep(50);
    }
    throw new Error(
      `the system did not become ready:\n${this.log('api').slice(-4000)}\n${this.log('worker').slice(-4000)}`,
    );
  }

  async #endProcesses(): Promise<void> {
    const children = [this.api, ...this.workers.splice(0)].filter((child) => child !== undefined);
    this.api = undefined;
    await Promise.all(children.map(endInGoodOrder));
  }

  async #runToEnd(script: string): Promise<void> {
    const logFile = path.join(this.folder, 'commands.log');
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', path.join(repository, 'dist', script)], {
      cwd: repository,
      env: this.#environment,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${script} failed (${code}):\n${tailOf(logFile)}`);
  }
}

async function endInGoodOrder(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(killer);
}
