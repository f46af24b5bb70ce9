import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { startSystem, type RunningSystem, type SystemOptions } from '../../support/running-system.js';
import { chromiumFlags, chromiumPath } from './chromium.mjs';
import { frontDoorOf, type FrontDoor } from './front-door.js';
import { forgetting, type OldestBrowser } from './oldest-browsers.js';
import { Visitor, type Language, type Screen } from './visitor.js';

const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} as const;

export interface Look {
  /** Left out: a stranger. */
  readonly role?: string;
  /** Which of the people of that role, 0 the first. */
  readonly index?: number;
  readonly screen?: Screen;
  readonly language?: Language;
  /** In this browser, or what can be shown of it in ours. */
  readonly oldest?: OldestBrowser;
}

export interface Visited extends SystemOptions {
  /** After it was seeded at `now`, it goes on from this moment: what ended in between has been closed. */
  readonly movedTo?: string;
  /** Visitors go through a door that can be shut, see `door`. */
  readonly behindDoor?: boolean;
  /** How long one test of the file may take. */
  readonly testMs?: number;
}

/**
 * Starts a system for the tests of this file and lets people in. After each test their windows are closed, and whatever
 * went wrong in one of them fails it.
 */
export function visitorsOf({ testMs = 180_000, ...visited }: Visited): Visitors {
  jest.setTimeout(testMs);
  const visitors = new Visitors();
  beforeAll(() => visitors.open(visited), 240_000);
  afterEach(() => visitors.leave());
  afterAll(() => visitors.close());
  return visitors;
}

/** One browser before one system; each visitor has a window, cookies and storage of their own. */
export class Visitors {
  #system: RunningSystem | undefined;
  #door: FrontDoor | undefined;
  #browser: Browser | undefined;
  readonly #states = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  readonly #visitors: Visitor[] = [];

  /** The system they visit. It starts before a file's tests, not while the file is read. */
  get system(): RunningSystem {
    return started(this.#system);
  }

  /** Through which they go, where one was asked for. */
  get door(): FrontDoor {
    return started(this.#door);
  }

  async open({ movedTo, behindDoor, ...options }: Omit<Visited, 'testMs'>): Promise<void> {
    this.#system = await startSystem(options);
    if (movedTo) await this.#system.moveTo(movedTo);
    if (behindDoor) this.#door = await frontDoorOf(this.#system);
    this.#browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags });
  }

  /** Signed in by the api, once a person: what a test wants to see is behind the sign-in. */
  async as({ role, index = 0, screen = 'desktop', language = 'zh', oldest }: Look = {}): Promise<Visitor> {
    const account = role === undefined ? undefined : this.system.account(role, index);
    const known = account && this.#states.get(account.username);
    const context = await started(this.#browser).newContext({
      ...sizes[screen],
      baseURL: (this.#door ?? this.system).url,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      ...(known && { storageState: known }),
    });
    await context.addInitScript(`localStorage.setItem('duban-language', '${language}')`);
    if (oldest) await context.addInitScript(forgetting(oldest));
    if (account && !known) {
      const { username, password } = account;
      const answer = await context.request.post('/api/v1/session', { data: { username, password } });
      if (!answer.ok()) throw new Error(`${username} could not sign in: ${await answer.text()}`);
      this.#states.set(username, await context.storageState());
    }
    const visitor = new Visitor(await context.newPage(), screen, language, role ?? 'stranger');
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Everybody signs in anew from now on: the system was moved to a moment at which sessions of before are over. */
  signInAnew(): void {
    this.#states.clear();
  }

  /** Everything that went wrong in any window, which is then closed. Wants to be called after each test. */
  async leave(): Promise<void> {
    const faults: string[] = [];
    for (const visitor of this.#visitors.splice(0)) {
      faults.push(...visitor.faults);
      await visitor.page.context().close();
    }
    expect(faults).toEqual([]);
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#door?.shut();
    await this.#system?.stop();
  }
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('there is none until the tests of the file begin, or it was not asked for');
  return part;
}
