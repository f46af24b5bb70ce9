import type { Page } from 'playwright-core';

/**
 * Counts what a finger does on a page from now on, as long as it is not loaded anew. The tap into the field of a sentence
 * belongs to the sentence.
 */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`(() => {
    window.taps = 0;
    if (!window.countsTaps) addEventListener('pointerdown', ({ target }) => {
      if (!target.closest('textarea')) window.taps++;
    }, true);
    window.countsTaps = true;
  })()`);
  return () => page.evaluate('window.taps');
}
