import { describe, expect, it } from '@jest/globals';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

/** The cells of a row of the results, by the heads of their columns. */
async function rowOf({ page }: Visitor, name: string): Promise<Record<string, string>> {
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .first();
  return row
    .getByRole('cell')
    .evaluateAll((cells) =>
      Object.fromEntries(cells.map((cell) => [cell.getAttribute('data-label')!, cell.textContent!])),
    );
}

/** What the principal reads of a department's 满意率: of how many ratings, and how many were met. */
async function satisfactionOf(department: string): Promise<{ of: number; met: number }> {
  const principal = await visitors.as({ role: 'principal', screen: 'phone', language: 'zh' });
  await principal.goto('/results');
  const row = principal.page
    .getByRole('table', { name: '部门三率' })
    .getByRole('row')
    .filter({ has: principal.page.getByRole('rowheader', { name: department, exact: true }) });
  const said = await row.locator('td[data-label="满意率"]').innerText();
  await principal.look('results-rates');
  const [, of = '0', met = '0'] = /(\d+) 次中 (\d+) 次/.exec(said) ?? [];
  return { of: Number(of), met: Number(met) };
}

describe('the published figures', () => {
  it.each(['level', 'field', 'platform', 'office', 'leader', 'series'])(
    'by %s add up, nothing counted twice',
    async (by) => {
      const visitor = await visitors.as({ role: 'principal' });
      await visitor.goto(`/results?by=${by}`);
      expect(await rowOf(visitor, '合计')).toMatchObject({
        项目数: '332',
        总投资: '3,796.90',
        年度计划: '783.60',
        上年完成: '653.00',
        上年占全年: '109%',
      });
      expect(Number((await rowOf(visitor, '合计'))['上年计划'])).toBeCloseTo(599.1, 1);
      await visitor.look(`results-${by}`);
    },
  );

  it('those of the province and the city are a part of the whole', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    await visitor.goto('/results?by=level');
    expect(await rowOf(visitor, '省市重点')).toMatchObject({
      项目数: '50',
      总投资: '1,669.50',
      年度计划: '403.50',
      上年完成: '352.50',
      上年占全年: '105%',
    });
  });

  it('are chosen by grouping and by year, and the address says which', async () => {
    const visitor = await visitors.as({ role: 'principal', screen: 'phone', language: 'en' });
    const { page } = visitor;
    await visitor.goto('/results');
    await page.getByLabel('By', { exact: true }).selectOption('office');
    await page.waitForURL(/by=office/);
    await page.getByLabel('Year').selectOption('2022');
    await page.waitForURL(/year=2022/);
    await page.getByRole('rowheader', { name: 'Sum' }).waitFor();
    await visitor.look('results');
    await page.getByLabel('Year').selectOption('2020');
    await page.getByText('Nothing is planned for this year.').waitFor();
    await visitor.look('results-none');
  });
});

interface StruckOff {
  readonly id: string;
  readonly leadDepartment: { readonly id: string; readonly name: string };
}

/** A problem that a department worked off, before the eyes of the office that filed it. */
async function rateable(): Promise<{ office: Visitor; problem: StruckOff }> {
  const offices = visitors.system.accounts.filter(({ role }) => role === 'office').length;
  for (let index = 0; index < offices; index++) {
    const office = await visitors.as({ role: 'office', index });
    const { request } = office.page;
    const list = await request.get('/api/v1/problems?status=struckOff&limit=100');
    for (const problem of ((await list.json()) as { items: StruckOff[] }).items) {
      const one = await request.get(`/api/v1/problems/${problem.id}`);
      const { allowed, rating } = (await one.json()) as { allowed: string[]; rating: unknown };
      if (!rating && allowed.includes('rate')) return { office, problem };
    }
    await office.page.context().close();
  }
  throw new Error('no office has a problem to rate');
}

describe('三率', () => {
  it('of a month explain themselves, with the month before beside; an empty month says why', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto('/results?month=2023-03');
    const table = page.getByRole('table', { name: '部门三率' });
    await table.waitFor();
    const { items } = (await (await page.request.get('/api/v1/ratings?month=2023-03&limit=100')).json()) as {
      items: { department: { name: string }; asked: number; rates: { response: { met: number; of: number } } }[];
    };
    const busy = items.filter(({ rates }) => rates.response.of > 0);
    expect(busy.length).toBeGreaterThan(0);
    for (const { department, rates } of busy) {
      const row = table
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: department.name, exact: true }) });
      expect(await row.innerText()).toContain(`${rates.response.of} 次中 ${rates.response.met} 次`);
      expect(await row.innerText()).toContain('2023年2月 ');
    }
    await page.getByText('三率怎么算').click();
    await page.getByText('占“已响应或已超响应时限”次数的比例').waitFor();
    await visitor.look('results-rates');
    const link = page.getByRole('link', { name: '导出' }).last();
    expect((await page.request.get((await link.getAttribute('href'))!)).headers()['content-type']).toContain(
      'spreadsheet',
    );
    await page.getByLabel('月份').selectOption('2022-04');
    await page.getByText('没有问题交到部门').waitFor();
  });

  it('hold what the filing unit thought, who rates a problem that is struck off', async () => {
    const { office, problem } = await rateable();
    const { page } = office;
    const { name } = problem.leadDepartment;
    const before = await satisfactionOf(name);
    await office.goto(`/problems/${problem.id}`);
    await page.getByRole('button', { name: '评价', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '不满意', exact: true }).check();
    await dialog.getByRole('button', { name: '评价', exact: true }).click();
    await dialog.locator('.error-summary').waitFor();
    await office.look('problem-rate');
    await dialog.getByRole('textbox').fill('拖了两周才到现场');
    await dialog.getByRole('button', { name: '评价', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('拖了两周才到现场').first().waitFor();

    expect(await satisfactionOf(name)).toEqual({ of: before.of + 1, met: before.met });
  });

  it('shows a department its own only', async () => {
    const visitor = await visitors.as({ role: 'department', screen: 'phone', language: 'en' });
    await visitor.goto('/results?month=2023-03');
    await visitor.page.getByRole('heading', { name: 'The three rates of departments' }).waitFor();
    const rows = visitor.page.getByRole('table', { name: 'The three rates of departments' }).getByRole('rowheader');
    expect(await rows.count()).toBeLessThanOrEqual(1);
    await visitor.look('results-rates');
  });

  it('is not shown to whom it is not told', async () => {
    const visitor = await visitors.as({ role: 'leader' });
    await visitor.goto('/results');
    expect(await visitor.page.getByText('部门三率').count()).toBe(0);
  });
});
