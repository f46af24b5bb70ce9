import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { RunningSystem } from '../../support/running-system.js';
import { chromiumFlags, chromiumPath } from './chromium.mjs';

const screens = path.resolve(import.meta.dirname, '../screens');
const inPage = readFileSync(path.join(import.meta.dirname, 'in-page.js'), 'utf8').replace(/;\s*$/, '');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Screen = 'phone' | 'desktop';
export type Language = 'zh' | 'en';

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
}

export interface Emptiness {
  readonly bare: readonly string[];
  readonly nonsense: readonly string[];
  readonly unexplained: readonly string[];
  readonly explained: readonly string[];
}

/** Where a system is entered, and by whom. */
type Entrance = Pick<RunningSystem, 'url' | 'account'>;

export interface Focus {
  /** Null: on nothing. */
  readonly at: string | null;
  readonly shown?: boolean;
  readonly inDialog?: boolean;
}

export interface Squeezed {
  readonly sideways: number;
  /** Text cut off or spilt. */
  readonly cut: readonly string[];
  /** What scrolls sideways and has no name or cannot be reached by keyboard. */
  readonly unreachable: readonly string[];
  /** Two that are touched, one upon the other. */
  readonly upon: readonly string[];
}

/** One browser against one system; each visitor has a window, cookies and storage of their own. */
export class Visitors {
  readonly #system: Entrance;
  readonly #browser: Browser;
  readonly #states = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  readonly #visitors: Visitor[] = [];

  private constructor(system: Entrance, browser: Browser) {
    this.#system = system;
    this.#browser = browser;
  }

  static async open(system: Entrance): Promise<Visitors> {
    mkdirSync(screens, { recursive: true });
    const executablePath = await chromiumPath();
    return new Visitors(system, await chromium.launch({ executablePath, args: chromiumFlags }));
  }

  /** Signed in by the api, once a person: what a test wants to see is behind the sign-in. */
  async as({ role, index = 0, screen = 'desktop', language = 'zh' }: Look = {}): Promise<Visitor> {
    const account = role === undefined ? undefined : this.#system.account(role, index);
    const known = account && this.#states.get(account.username);
    const context = await this.#browser.newContext({
      ...sizes[screen],
      baseURL: this.#system.url,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      ...(known && { storageState: known }),
    });
    await context.addInitScript(`localStorage.setItem('duban-language', '${language}')`);
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
    await this.#browser.close();
  }
}

export class Visitor {
  /** What the page complained of: errors, words on its console, breaches of its policy. None is expected. */
  readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    readonly screen: Screen,
    readonly language: Language,
    readonly who: string,
  ) {
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // An answer that is no is an answer; the screen says it, and a test looks whether it does.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.faults.push(`${page.url()}: ${message.text()}`);
    });
  }

  /** Opens an address and waits until nothing on the screen is still on its way. */
  async goto(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'domcontentloaded' });
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await this.page.evaluate('document.fonts.ready');
  }

  /**
   * What every screen must be: nothing wrong by axe, no sideways scrolling, on a phone nothing too small for a thumb. Its
   * picture goes to `test/browser/screens`.
   */
  async look(name: string): Promise<void> {
    await this.settled();
    await this.picture(name);
    // Evaluated, not put into the page as an element: its policy allows no script of ours.
    await this.page.evaluate(axe);
    const found = {
      sideways: await this.#ask('sideways'),
      tooSmall: this.screen === 'phone' ? await this.#ask('tooSmall') : [],
      violations: await this.#ask('violations'),
    };
    expect({ name, ...found }).toEqual({ name, sideways: 0, tooSmall: [], violations: [] });
  }

  /** What is bare, senseless or unexplained on a screen that has nothing to show. */
  async emptiness(): Promise<Emptiness> {
    return (await this.#ask('emptiness')) as Emptiness;
  }

  /** What the window's width or the letters' size does to the screen. */
  async squeezed(): Promise<Squeezed> {
    return (await this.#ask('squeezed')) as Squeezed;
  }

  /** How the parts of the first plan bar are drawn. */
  async partsOfBar(): Promise<string[]> {
    return (await this.#ask('partsOfBar')) as string[];
  }

  /** Presses a key and says where the focus is then. */
  async press(key: string): Promise<Focus> {
    await this.page.keyboard.press(key);
    return (await this.#ask('focus')) as Focus;
  }

  /** Goes on by Tab until the focus is on something of this kind. */
  async tabTo(selector: string, key = 'Tab'): Promise<Focus> {
    for (let presses = 0; presses < 200; presses++) {
      const focus = await this.press(key);
      if (await this.page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return focus;
    }
    throw new Error(`The keyboard does not come to ${selector}`);
  }

  async moving(): Promise<unknown> {
    return await this.#ask('moving');
  }

  /** Its picture alone. */
  async picture(name: string): Promise<void> {
    const file = `${name}-${this.who}-${this.screen}-${this.language}.png`;
    await this.page.screenshot({ path: path.join(screens, file), fullPage: true });
  }

  async #ask(
    question: 'emptiness' | 'focus' | 'moving' | 'partsOfBar' | 'squeezed' | 'sideways' | 'violations' | 'tooSmall',
  ): Promise<unknown> {
    return await this.page.evaluate(`(${inPage}).${question}()`);
  }
}
