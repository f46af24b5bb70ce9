import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const screens = path.resolve(import.meta.dirname, '../screens');
const inPage = readFileSync(path.join(import.meta.dirname, 'in-page.js'), 'utf8').replace(/;\s*$/, '');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Screen = 'phone' | 'desktop';
export type Language = 'zh' | 'en';

export interface Emptiness {
  readonly bare: readonly string[];
  readonly nonsense: readonly string[];
  readonly unexplained: readonly string[];
  readonly explained: readonly string[];
}

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
   * What every screen must be: nothing wrong by axe, no sideways scrolling, as wide as it may be, on a phone nothing too
   * small for a thumb. Its picture goes to `test/browser/screens`.
   */
  async look(name: string): Promise<void> {
    await this.settled();
    await this.picture(name);
    // Evaluated, not put into the page as an element: its policy allows no script of ours.
    await this.page.evaluate(axe);
    const found = {
      sideways: await this.#ask('sideways'),
      unused: await this.#ask('unused'),
      tooSmall: this.screen === 'phone' ? await this.#ask('tooSmall') : [],
      violations: await this.#ask('violations'),
    };
    expect({ name, ...found }).toEqual({ name, sideways: 0, unused: 0, tooSmall: [], violations: [] });
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
    question:
      'emptiness' | 'focus' | 'moving' | 'partsOfBar' | 'squeezed' | 'sideways' | 'violations' | 'tooSmall' | 'unused',
  ): Promise<unknown> {
    return await this.page.evaluate(`(${inPage}).${question}()`);
  }
}
