import { describe, expect, it } from '@jest/globals';
import { addAsChair, meetingOn } from './support/meetings.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

// Nothing here is touched by a mouse.

const visitors = visitorsOf({ now: '2023-03-23T10:00:00+08:00', seed: 'demo' });

const focused = ({ page }: Visitor, what: string) => page.evaluate(`document.activeElement.${what}`);

describe('getting about', () => {
  it('a screen begins at its title; the skip link, first of all, goes there past the navigation', async () => {
    const visitor = await visitors.as({ role: 'office' });
    await visitor.goto('/problems');
    expect(await focused(visitor, 'tagName')).toBe('H1');
    const skip = await visitor.tabTo('.skip', 'Shift+Tab');
    expect(skip.shown).toBe(true);
    await visitor.press('Enter');
    expect(await focused(visitor, 'id')).toBe('main');
    await visitor.press('Tab');
    expect(await focused(visitor, "closest('main') !== null")).toBe(true);
  });

  it.each([
    ['principal', '/cockpit'],
    ['office', '/to-do'],
    ['coordinator', '/problems'],
    ['coordinator', '/projects'],
    ['coordinator', '/meetings'],
    ['coordinator', '/calendar'],
    ['leader', '/visits/new'],
    ['systemAdmin', '/users'],
  ] as const)('for %s, %s shows the focus wherever it stops', async (role, address) => {
    const visitor = await visitors.as({ role });
    await visitor.goto(address);
    const unseen: (string | null)[] = [];
    const stops = new Set<string | null>();
    for (let presses = 0; presses < 60; presses++) {
      const { at, shown } = await visitor.press('Tab');
      if (at !== null && !shown) unseen.push(at);
      stops.add(at);
    }
    expect(unseen).toEqual([]);
    expect(stops.size).toBeGreaterThan(5);
  });

  it('a link behind a rail of pictures is opened by Enter, and the focus is on the new title', async () => {
    const visitor = await visitors.as({ role: 'office' });
    await visitor.goto('/to-do');
    await visitor.tabTo('a[href="/projects"]', 'Shift+Tab');
    await visitor.press('Enter');
    await visitor.page.waitForURL('**/projects');
    await visitor.page.locator('h1:focus').waitFor();
  });
});

describe('a dialog', () => {
  it('keeps the focus inside, is closed by Escape and gives the focus back', async () => {
    const visitor = await visitors.as({ role: 'office' });
    await visitor.goto('/problems');
    await visitor.tabTo('.rail-button', 'Shift+Tab');
    await visitor.press('Enter');
    await visitor.page.getByRole('dialog').waitFor();
    for (let presses = 0; presses < 14; presses++) {
      const { at, inDialog } = await visitor.press('Tab');
      // Between the last and the first the browser's own bar has its turn.
      expect({ at, inside: at === null || inDialog }).toEqual({ at, inside: true });
    }
    await visitor.press('Escape');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(visitor, "matches('.rail-button')")).toBe(true);
  });

  it('that lacks something says so in a summary, which has the focus and leads to the field', async () => {
    const visitor = await visitors.as({ role: 'office' });
    await visitor.goto('/problems');
    await visitor.tabTo('.rail-button', 'Shift+Tab');
    await visitor.press('Enter');
    await visitor.page.getByRole('dialog').waitFor();
    await visitor.tabTo('dialog form button:not([type=button])');
    await visitor.press('Enter');
    await visitor.page.locator('.error-summary:focus').waitFor();
    await visitor.tabTo('.error-summary a');
    await visitor.press('Enter');
    expect(await focused(visitor, 'tagName')).toBe('TEXTAREA');
    await visitor.page.keyboard.type('键盘也能提意见。');
    await visitor.tabTo('dialog form button:not([type=button])');
    await visitor.press('Enter');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await visitor.page.getByText('谢谢，已收到').waitFor();
  });
});

describe('the work itself', () => {
  it('a problem is not filed without its words; the summary’s links go to the fields', async () => {
    const visitor = await visitors.as({ role: 'office' });
    await visitor.goto('/problems/new');
    await visitor.tabTo('.form-bar button');
    await visitor.press('Enter');
    await visitor.page.locator('.error-summary:focus').waitFor();
    const links = await visitor.page.locator('.error-summary a').count();
    expect(links).toBeGreaterThan(1);
    for (let link = 0; link < links; link++) {
      await visitor.page.locator('.error-summary a').nth(link).focus();
      await visitor.press('Enter');
      expect(await focused(visitor, "matches('input, textarea, select, button, [tabindex]')")).toBe(true);
      expect(await focused(visitor, "closest('.error-summary') === null")).toBe(true);
    }
  });

  it('an agenda is put in order', async () => {
    const chair = await visitors.as({ role: 'principal' });
    const on = '2023-03-27';
    const { id } = await meetingOn(chair, on);
    for (const title of ['用地手续', '管线迁改', '资金拨付']) await addAsChair(chair, id, title);
    const visitor = await visitors.as({ role: 'coordinator' });
    await visitor.goto(`/meetings/${id}`);
    const before = (await meetingOn(visitor, on)).items.map(({ title }) => title);
    expect(before.length).toBeGreaterThan(2);
    await visitor.tabTo('.drag-handle');
    await visitor.press('Enter');
    await visitor.page.locator('.react-aria-DropIndicator').first().waitFor({ state: 'attached' });
    await visitor.press('End');
    await visitor.press('Enter');
    await visitor.page.getByText(`“${before[0]}”已移到第 ${before.length} 项。`).waitFor();
    const after = (await meetingOn(visitor, on)).items.map(({ title }) => title);
    expect(after).toEqual([...before.slice(1), before[0]]);
  });

  it('a weekly report is written from cell to cell', async () => {
    const visitor = await visitors.as({ role: 'office' });
    await visitor.goto('/reports');
    await visitor.tabTo('main .page-actions a[href^="/reports/"]');
    await visitor.press('Enter');
    await visitor.page.locator('.report-line').nth(2).waitFor();
    await visitor.tabTo('.report-line input.amount');
    const cell = await focused(visitor, 'dataset.cell');
    await visitor.page.keyboard.press('Control+A');
    await visitor.page.keyboard.type('128');
    await visitor.press('Enter');
    // The same cell of the next project.
    expect(await focused(visitor, 'dataset.cell')).toBe(cell);
    await visitor.press('ArrowUp');
    expect(await focused(visitor, 'value')).toBe('128');
    await visitor.press('ArrowDown');
    await visitor.tabTo('.report-line textarea');
    await visitor.page.keyboard.type('主体结构封顶');
    const heading = await focused(visitor, "closest('.report-line').querySelector('h2').textContent");
    const second = await visitor.page.locator('.report-line h2').nth(1).textContent();
    expect(heading).toBe(second);
  });

  it('the cockpit leads from a light to its project', async () => {
    const visitor = await visitors.as({ role: 'principal' });
    await visitor.goto('/cockpit');
    await visitor.page.locator('.wall-row').first().waitFor();
    await visitor.tabTo('.wall-row');
    await visitor.press('Enter');
    await visitor.page.locator('dialog .row-title').first().waitFor();
    await visitor.tabTo('dialog .row-title');
    const name = await focused(visitor, 'textContent');
    await visitor.press('Enter');
    await visitor.page.getByRole('heading', { level: 1, name: String(name) }).waitFor();
  });
});
