import { describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

interface Row {
  readonly id: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly visitor: { readonly id: string; readonly name: string };
}
/** What the api lists of the same. */
const listed = async ({ page }: Visitor, query: string): Promise<Row[]> => {
  const answer = await page.request.get(`/api/v1/visits?limit=25&${query}`);
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { items: Row[] }).items;
};
const shown = ({ page }: Visitor) =>
  page.locator('.visit-row .row-title').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
/** The screen comes to list these, in this order. */
const shows = (visitor: Visitor, rows: readonly string[]) =>
  eventually(async () => String(await shown(visitor)) === String(rows), `the list ${rows.join(' ')}`);
const addresses = (rows: readonly Row[]) => rows.map(({ id }) => `/visits/${id}`);

describe('走访', () => {
  it.each([
    ['coordinator', 'desktop', 'zh'],
    ['principal', 'desktop', 'en'],
    ['leader', 'phone', 'zh'],
    ['office', 'phone', 'en'],
  ] as const)('are a list that can be narrowed, for a %s on a %s in %s', async (role, screen, language) => {
    const visitor = await visitors.as({ role, screen, language });
    const { page } = visitor;
    await visitor.goto('/visits');
    await visitor.look('visits');
    if (screen === 'phone') {
      await page.getByRole('button', { name: language === 'zh' ? '筛选' : 'Filter' }).click();
      await visitor.look('visits-filters');
    }
    await page
      .getByLabel(language === 'zh' ? '发现问题' : 'Problems found')
      .selectOption({ label: language === 'zh' ? '有问题' : 'With a problem' });
    await page.waitForURL('**/visits?found=true');
    const found = await listed(visitor, 'found=true');
    expect(found.length).toBeGreaterThan(0);
    await shows(visitor, addresses(found));
    await visitor.look('visits-narrowed');
    // Nobody logs visits but those who make them: only they are offered their own.
    expect(await page.getByText(language === 'zh' ? '只看我的' : 'Only mine').count()).toBe(
      ['leader', 'principal'].includes(role) ? 1 : 0,
    );
  });

  it('are found by filters that are the address, and leave as they are narrowed', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto('/visits');
    const [first] = await listed(visitor, 'found=true');
    await page.getByLabel('走访人').selectOption(first!.visitor.id);
    await page.getByLabel('发现问题').selectOption({ label: '有问题' });
    await page.getByLabel('走访日期从').fill('2023-01-01');
    await page.getByLabel('走访日期到').fill('2023-03-23');
    await page.getByRole('searchbox').fill(first!.project.name.slice(0, 4));
    await page.getByRole('button', { name: '查找' }).click();
    await page.waitForURL('**/visits?*q=*');
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      q: first!.project.name.slice(0, 4),
      visitorId: first!.visitor.id,
      found: 'true',
      from: '2023-01-01',
      to: '2023-03-23',
    });
    const rows = addresses(await listed(visitor, search.slice(1)));
    expect(rows.length).toBeGreaterThan(0);
    await shows(visitor, rows);
    const href = (await page.getByRole('link', { name: '导出表格' }).getAttribute('href'))!;
    expect(Object.fromEntries(new URLSearchParams(href.split('?')[1]))).toEqual(
      Object.fromEntries(new URLSearchParams(search)),
    );
    expect((await page.request.get(href)).headers()['content-type']).toContain('spreadsheetml');
    // Sent to somebody, it is the same list; what fits no filter is dropped.
    const principal = await visitors.as({ role: 'principal', screen: 'phone', language: 'en' });
    await principal.goto(`/visits${search}&condition=lost`);
    expect(await shown(principal)).toEqual(rows);
    // Back leads through the filters as they were set, and the words go with them.
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('q'));
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    // A span backwards holds nothing, so the day that was there lets go.
    await page.getByLabel('走访日期从').fill('2023-03-24');
    await page.waitForURL((url) => url.searchParams.get('from') === '2023-03-24' && !url.searchParams.has('to'));
    expect(await page.getByLabel('走访日期到').inputValue()).toBe('');
  });

  it.each([
    ['desktop', 'zh', '没有符合条件的走访', '清除筛选'],
    ['phone', 'en', 'No visits like this', 'Clear filters'],
  ] as const)(
    'that nothing fits say so and offer all of them, on a %s in %s',
    async (screen, language, none, clear) => {
      const visitor = await visitors.as({ role: 'coordinator', screen, language });
      const { page } = visitor;
      await visitor.goto('/visits?from=2023-03-20&to=2023-03-01&q=nowhere');
      await page.getByText(none).waitFor();
      await visitor.look('visits-none');
      await page.getByRole('link', { name: clear }).click();
      await page.waitForURL((url) => url.pathname === '/visits' && url.search === '');
      await page.locator('.visit-row').first().waitFor();
      expect(await page.getByRole('searchbox').inputValue()).toBe('');
    },
  );

  it('of one project are reached from its page, which the list names, and lets go', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto('/visits');
    const [{ project }] = (await listed(visitor, '')) as [Row];
    await visitor.goto(`/projects/${project.id}`);
    await page.locator(`a[href="/visits?projectId=${project.id}"]`).click();
    await page.getByLabel('项目', { exact: true }).waitFor();
    expect(await page.getByLabel('项目', { exact: true }).locator('option:checked').textContent()).toBe(project.name);
    await shows(visitor, addresses(await listed(visitor, `projectId=${project.id}`)));
    await visitor.look('visits-of-project');
    await page.getByLabel('项目', { exact: true }).selectOption({ label: '全部' });
    await page.waitForURL((url) => url.search === '');
  });

  it('out of sight stay so, whatever the address asks for', async () => {
    const coordinator = await visitors.as({ role: 'coordinator' });
    const office = await visitors.as({ role: 'office', screen: 'phone' });
    await office.goto('/visits');
    const own = new Set((await listed(office, '')).map(({ project }) => project.id));
    const foreign = (await listed(coordinator, 'found=true')).find(({ project }) => !own.has(project.id))!;
    await office.goto(`/visits?projectId=${foreign.project.id}`);
    await office.page.getByText('没有符合条件的走访').waitFor();
    expect(await office.page.getByText(foreign.project.name).count()).toBe(0);
    await office.look('visits-out-of-sight');
  });
});
