import { describe, expect, it } from '@jest/globals';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

describe('the principal’s one look', () => {
  it.each([
    ['desktop', 'zh'],
    ['desktop', 'en'],
    ['phone', 'zh'],
    ['phone', 'en'],
  ] as const)('on a %s, in %s: sentence, chain, ladder, lights, map, results', async (screen, language) => {
    const principal = await visitors.as({ role: 'principal', screen, language });
    await principal.goto('/cockpit');
    await principal.page.locator('.wall-row').first().waitFor();
    await principal.page.locator('.map-region').first().waitFor();
    await principal.look('cockpit');
    expect(await principal.page.locator('.link').count()).toBe(5);
    expect(await principal.page.locator('.wall-lights .light-shape').count()).toBeGreaterThan(300);
  });

  it('opens an office’s lights to its projects, two taps from a light to its project', async () => {
    const principal = await visitors.as({ role: 'principal' });
    await principal.goto('/cockpit');
    await principal.page.locator('.wall-row').first().click();
    await principal.page.locator('dialog .row').first().waitFor();
    await principal.look('cockpit-office');
    const first = principal.page.locator('dialog .row-title').first();
    const name = await first.textContent();
    await first.click();
    await principal.page.getByRole('heading', { level: 1, name: name! }).waitFor();
  });

  it('leads on to closed periods, cards and leaders', async () => {
    const principal = await visitors.as({ role: 'principal' });
    const { page } = principal;
    for (const [link, address] of [
      ['周期关账', '/closings'],
      ['蓝黄红牌', '/cards'],
      ['分包领导', '/leaders'],
    ] as const) {
      await principal.goto('/cockpit');
      await page.getByRole('navigation', { name: '细看' }).getByRole('link', { name: link }).click();
      await page.waitForURL(`**${address}`);
    }
    await principal.goto('/cockpit');
    await page.getByRole('table', { name: '分包领导' }).getByRole('link').first().click();
    await page.waitForURL('**/leaders/*');
  });

  it('shows results with last year beside, and what needs a ruling', async () => {
    const principal = await visitors.as({ role: 'principal' });
    await principal.goto('/results');
    await principal.look('results');
    await principal.page.getByText('783.6').first().waitFor();
    await principal.goto('/rulings');
    await principal.look('rulings');
  });
});

describe('the principal’s day', () => {
  it('begins with what is short and what waits, before anything is scrolled', async () => {
    const desk = await visitors.as({ role: 'principal' });
    await desk.goto('/cockpit');
    await desk.page.locator('.ruling-line').first().waitFor();
    expect(await desk.page.evaluate('[innerWidth, innerHeight]')).toEqual([1440, 900]);
    for (const shown of ['.sentence', '.link', '.ruling-line', '.wall-row'])
      expect({ shown, bottom: await bottomOf(desk, shown) }).toEqual({ shown, bottom: expect.any(Number) });
    const phone = await visitors.as({ role: 'principal', screen: 'phone' });
    await phone.goto('/cockpit');
    await phone.page.locator('.ruling-line').first().waitFor();
    for (const shown of ['.sentence', '.ruling-line'])
      expect({ shown, bottom: await bottomOf(phone, shown) }).toEqual({ shown, bottom: expect.any(Number) });
    // It names the year, and the links that do not hold are told by shape, word and colour.
    expect(await desk.page.locator('.sentence').innerText()).toMatch(/全年/);
    for (const light of await desk.page.locator('.link .light').all())
      expect(await light.innerText()).toMatch(/保得住|吃紧|保不住|已欠账|已保住/);
  });

  it.each(['desktop', 'phone'] as const)('rules in two taps and a sentence, on a %s', async (screen) => {
    const principal = await visitors.as({ role: 'principal', screen });
    const { page } = principal;
    await principal.goto('/cockpit');
    const line = page.locator('.ruling-line').first();
    const title = await line.locator('.ruling-title').innerText();
    const id = (await line.getAttribute('href'))!.split('#')[1]!;
    let taps = 0;
    const tap = async (what: ReturnType<typeof page.locator>) => (taps++, what.click());
    // To what waits; its answer; a sentence; sent. Getting there is not counted, sending is.
    await line.click();
    const card = page.locator(`[id="${id}"]`);
    await card.getByRole('heading', { name: title }).waitFor();
    await tap(card.getByRole('button', { name: '答复' }));
    await page.getByLabel('答复内容').fill('区财政局本周五前拨付，逾期由分管副区长说明。');
    await tap(page.getByRole('dialog').getByRole('button', { name: '答复' }));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(taps).toBe(2);
    const timeline = await page.request.get(`/api/v1/problems/${id}/timeline`);
    expect(await timeline.text()).toContain('逾期由分管副区长说明');
    // Every way that led here has its words.
    expect(await page.locator('main').innerText()).not.toMatch(/ruling\.\w/);
    await principal.look('principal-ruled');
  });

  it('looks at the figures behind each picture', async () => {
    const principal = await visitors.as({ role: 'principal', language: 'en' });
    const { page } = principal;
    await principal.goto('/cockpit');
    for (const [name, rows] of [
      ['The figures of the chain', 6],
      ['Problems by rung', 7],
    ] as const) {
      await page.locator('summary', { hasText: name }).click();
      const table = page.getByRole('table', { name });
      await table.waitFor();
      expect({ name, rows: await table.getByRole('row').count() }).toEqual({ name, rows });
    }
    await principal.look('principal-figures');
  });
});

/** How far down it ends, where it is whole within the window. */
async function bottomOf({ page }: Visitor, selector: string): Promise<number | string> {
  const box = await page.locator(selector).first().boundingBox();
  const height = page.viewportSize()!.height;
  return box && box.y >= 0 && box.y + box.height <= height ? box.y + box.height : `beyond ${height}`;
}
