import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

const NOBODY = '01900000-0000-7000-8000-000000000000';
/** Every address that names one thing, of a thing that is not there or is no id. Under what, it leads on to. */
const nowhere = [
  [`/projects/${NOBODY}`, '/projects'],
  ['/projects/abc', '/projects'],
  [`/problems/${NOBODY}`, '/problems'],
  [`/decisions/${NOBODY}`, '/decisions'],
  [`/meetings/${NOBODY}`, '/meetings'],
  ['/meetings/abc', '/meetings'],
  [`/meetings/${NOBODY}/live`, '/meetings'],
  [`/meetings/${NOBODY}/follow`, '/meetings'],
  [`/meetings/${NOBODY}/minutes`, '/meetings'],
  [`/meetings/${NOBODY}/projector`, '/meetings'],
  [`/visits/${NOBODY}`, '/visits'],
  [`/leaders/${NOBODY}`, '/leaders'],
  [`/contracts/${NOBODY}/hand-over-sheet`, '/leaders'],
  [`/cards/${NOBODY}`, '/cards'],
  [`/reports/${NOBODY}/2023-03-20`, '/reports'],
  ['/policies/nothing', '/policies'],
  ['/closings/fortnight/2023-03-20', '/closings'],
  ['/closings/week/yesterday', '/closings'],
] as const;

const title = { zh: '没有这个页面', en: 'No such page' } as const;

describe('an address of what is not there', () => {
  it.each([
    ['desktop', 'zh'],
    ['phone', 'en'],
  ] as const)('has a title, says why and leads on, on a %s in %s', async (screen, language) => {
    const visitor = await visitors.as({ role: 'coordinator', screen, language });
    const { page } = visitor;
    for (const [address, above] of nowhere) {
      await visitor.goto(address);
      await visitor.look(`nowhere${address.replaceAll('/', '-')}`);
      expect([address, await page.locator('h1').allTextContents()]).toEqual([address, [title[language]]]);
      expect([address, await page.locator('h1').evaluate('document.activeElement?.tagName')]).toEqual([address, 'H1']);
      expect(await page.title()).toContain(title[language]);
      const why = (await page.locator('.notice-box').first().textContent())!;
      expect([address, why]).not.toEqual([address, expect.stringMatching(/refusal|undefined|\{\{|_/)]);
      expect([address, await page.locator('a.back').getAttribute('href')]).toEqual([address, above]);
      expect([address, await page.locator('.notice-box a[href="/"]').count()]).toEqual([address, 1]);
    }
    await page.locator('.notice-box a[href="/"]').click();
    await page.waitForURL('**/cockpit');
  });

  it('of a project’s plan keeps its title, says why and leads on', async () => {
    const visitor = await visitors.as({ role: 'coordinator', screen: 'phone' });
    await visitor.goto(`/projects/${NOBODY}/plan`);
    await visitor.page.getByText('没有这个项目，或者您无权查看。').waitFor();
    expect(await visitor.page.locator('h1').allTextContents()).toEqual(['年度计划']);
    await visitor.page.locator('.notice-box a[href="/"]').waitFor();
    await visitor.look('nowhere-plan');
  });
});

describe('what is another’s', () => {
  it.each([
    ['desktop', 'en'],
    ['phone', 'zh'],
  ] as const)('looks as if it were not there, on a %s in %s', async (screen, language) => {
    const coordinator = await visitors.as({ role: 'coordinator' });
    const office = await visitors.as({ role: 'office', screen, language });
    const ids = async ({ page }: typeof office, list: string) => {
      const { items } = (await (await page.request.get(`/api/v1/${list}?limit=100`)).json()) as {
        items: { id: string }[];
      };
      return items.map(({ id }) => id);
    };
    for (const list of ['projects', 'problems', 'visits', 'decisions']) {
      const own = await ids(office, list);
      const foreign = (await ids(coordinator, list)).find((id) => !own.includes(id))!;
      expect([list, foreign]).toEqual([list, expect.any(String)]);
      await office.goto(`/${list}/${foreign}`);
      expect([list, await office.page.locator('h1').allTextContents()]).toEqual([list, [title[language]]]);
      await office.look(`foreign-${list}`);
      await office.page.locator('a.back').click();
      await office.page.waitForURL(`**/${list}`);
    }
  });

  it('is a page as well where a whole screen is not theirs', async () => {
    const office = await visitors.as({ role: 'office', screen: 'phone', language: 'en' });
    for (const address of ['/audit', '/users', '/operations']) {
      await office.goto(address);
      await office.page.locator('.notice-box a[href="/"], .notice-box button').first().waitFor();
      expect(await office.page.locator('h1').count()).toBe(1);
      await office.look(`not-theirs${address.replaceAll('/', '-')}`);
    }
  });
});
