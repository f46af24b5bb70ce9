import { describe, expect, it } from '@jest/globals';
import { meetingOn } from './support/meetings.js';
import { visitorsOf } from './support/visitors.js';

// A day of who coordinates, who reports and who answers, from one end to the other, as they would walk it.

const visitors = visitorsOf({ now: '2023-03-23T10:00:00+08:00', seed: 'demo' });

describe('the coordinator’s day', () => {
  it('cockpit, agenda, a policy looked at, a day off, the works behind', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto('/');
    await page.getByRole('heading', { level: 1, name: '驾驶舱' }).waitFor();
    await page.locator('.wall-row').first().waitFor();
    await visitor.look('day-coordinator-1-cockpit');

    await page.getByRole('link', { name: '周例会' }).first().click();
    await page.getByRole('link', { name: /^第13次项目建设周例会/ }).click();
    await page.getByRole('button', { name: '添加议题' }).click();
    await page.getByLabel('议题名称').fill('一季度缺口分解');
    await page.getByLabel('提请事项').fill('请各办事处认领缺口。');
    await page.getByRole('dialog').getByRole('button', { name: '添加议题' }).click();
    await page.getByText('已列入议程。').waitFor();
    await visitor.look('day-coordinator-2-agenda');
    const { items } = await meetingOn(visitor, '2023-03-27');
    expect(items.map(({ title }) => title)).toContain('一季度缺口分解');

    await page.getByRole('link', { name: '规则' }).click();
    await page.locator('a[href="/policies/working-hours"]').click();
    await page.getByLabel('结束时间').fill('17:30');
    await page.getByLabel('调整原因').fill('冬季作息');
    await page.getByRole('button', { name: '先看会动到什么' }).click();
    await page.getByText(/将变动 \d+ 项|不影响现有/).waitFor();
    await visitor.look('day-coordinator-3-policy');

    await page.getByRole('link', { name: '日历' }).click();
    await page.getByRole('button', { name: /3月29日.*调整/ }).click();
    await page.getByLabel('名称').fill('防汛演练');
    await page.getByLabel('理由').fill('全区防汛演练，停止办公一天。');
    await page.getByRole('button', { name: '先看会影响什么' }).click();
    await page.getByText(/^将变动：/).waitFor();
    await page.getByRole('button', { name: '确认调整' }).click();
    await page.getByText(/^已变动：/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await page.getByText('全区防汛演练，停止办公一天。').waitFor();
    await visitor.look('day-coordinator-4-calendar');
    // The Wednesday's meeting is held on the Thursday.
    await meetingOn(visitor, '2023-03-30', 'urban');

    await page.getByRole('link', { name: '运行' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await visitor.look('day-coordinator-5-operations');
  });
});

describe('the office’s day', () => {
  it('what waits, the week’s report, a problem filed, a solved one checked on site', async () => {
    const index = await whoHas('office', 'status=claimed&mine=true', ({ status }) => status === 'claimed');
    const office = await visitors.as({ role: 'office', index });
    const { page } = office;
    await office.goto('/');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await office.look('day-office-1-to-do');

    await page.getByRole('link', { name: '周报' }).click();
    await page.getByRole('link', { name: '填写本期周报' }).click();
    await page.locator('.report-line').first().waitFor();
    const first = page.locator('.report-line').first();
    await first.getByLabel('形象进度').fill('主体结构封顶，二次结构完成三成。');
    await first.getByLabel('下周打算').fill('砌体施工');
    await page.getByText('已自动保存').waitFor();
    const rest = page.getByRole('button', { name: /^其余都无变化/ });
    const left = Number(/\d+/.exec(await rest.innerText())![0]);
    expect(left).toBeGreaterThan(1);
    await rest.click();
    await page.getByText(`${left} 个项目记为本周无变化`).waitFor();
    await page.getByRole('button', { name: '报送', exact: true }).click();
    await page.getByText('已报送。').waitFor();
    await office.look('day-office-2-report');

    await page.getByRole('link', { name: '问题' }).click();
    await page.getByRole('link', { name: '填报问题' }).click();
    await page.getByRole('combobox', { name: '项目' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('radio', { name: '用地' }).check();
    await page.locator('textarea[id$="-said"]').fill('红线内两户未搬迁，请征收部门月底前完成。');
    await page.getByRole('button', { name: '提交' }).click();
    await page.locator('.timeline').waitFor();
    await office.look('day-office-3-filed');

    await office.goto('/problems?status=claimed&mine=true');
    await page.locator('.row-title').first().click();
    await page.getByRole('button', { name: '提交核实' }).click();
    await page.getByRole('radio', { name: '通过，销号' }).check();
    await page.getByRole('dialog').getByRole('button', { name: '提交核实' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('已销号').first().waitFor();
    await office.look('day-office-4-verified');
  });
});

describe('the department’s day', () => {
  it('what waits is accepted in one tap, and claimed with its evidence', async () => {
    const index = await whoHas(
      'department',
      'mine=true',
      ({ status, respondedAt }) => status === 'open' && respondedAt === null,
    );
    const department = await visitors.as({ role: 'department', index, screen: 'desktop' });
    const { page } = department;
    await department.goto('/');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await department.look('day-department-1-to-do');
    const row = page.locator('.todo-row', { has: page.getByRole('button', { name: /^受理/ }) }).first();
    const link = row.locator('.row-title');
    const [title, href] = [await link.innerText(), await link.getAttribute('href')];
    await row.getByRole('button', { name: /^受理/ }).click();
    await page
      .getByText(/已受理/)
      .first()
      .waitFor();
    await department.goto(href!);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('button', { name: '申请销号' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '申请销号' }).click();
    await page.locator('.error-summary').waitFor();
    await page.getByLabel('办结依据').fill('已批复，文号〔2023〕18 号。');
    await page.getByRole('dialog').getByRole('button', { name: '申请销号' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('已批复，文号〔2023〕18 号。').first().waitFor();
    await department.look('day-department-2-claimed');
  });
});

interface Row {
  readonly status: string;
  readonly respondedAt: string | null;
}

/** Of the people of a role, the first who finds such a problem. */
async function whoHas(role: string, query: string, fits: (row: Row) => boolean): Promise<number> {
  const people = visitors.system.accounts.filter((account) => account.role === role).length;
  for (let index = 0; index < people; index++) {
    const { page } = await visitors.as({ role, index });
    const answer = await page.request.get(`/api/v1/problems?limit=50&${query}`);
    const { items } = (await answer.json()) as { items: Row[] };
    if (items.some(fits)) return index;
  }
  throw new Error(`no ${role} has a problem that ${query}`);
}
