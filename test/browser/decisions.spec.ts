import { beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type HttpClient, type Json } from '../support/http-client.js';
import { bodyOf } from '../support/story.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });
let coordinator: HttpClient;

const everyone = [
  ['coordinator', 'desktop', 'zh'],
  ['department', 'phone', 'zh'],
  ['office', 'phone', 'en'],
  ['leader', 'phone', 'zh'],
  ['principal', 'desktop', 'en'],
] as const;

/** A decision as the seeds left it, with the account of somebody of its lead unit. */
async function decisionThat(
  query: string,
  fits: (decision: Json) => boolean,
): Promise<{ decision: Json; lead: number }> {
  const { items } = await bodyOf(coordinator.get(`/api/v1/decisions?limit=100&${query}`));
  const units = await bodyOf(coordinator.get('/api/v1/units?kind=department&limit=100'));
  const departments = visitors.system.accounts.filter(({ role }) => role === 'department');
  for (const decision of items.filter(fits)) {
    const unit = units.items.find(({ id }: Json) => id === decision.leadUnit.id);
    const lead = departments.findIndex(
      ({ username }) => unit && username === unit.code.replace('department-', 'dept-'),
    );
    if (lead >= 0) return { decision, lead };
  }
  throw new Error(`the demo has no decision ${query}`);
}

beforeAll(async () => {
  const { username, password } = visitors.system.account('coordinator');
  coordinator = await signIn(visitors.system.url, username, password);
}, 120_000);

describe('议定事项', () => {
  it.each(everyone)(
    'are listed for a %s on a %s in %s, each within what they may see',
    async (role, screen, language) => {
      const visitor = await visitors.as({ role, screen, language });
      await visitor.goto('/decisions');
      await visitor.look('decisions');
      const first = visitor.page.locator('.row-title').first();
      if ((await first.count()) === 0) return;
      await first.click();
      await visitor.page.locator('.timeline').waitFor();
      await visitor.look('decision');
    },
  );

  it('is accepted in one tap from what waits, noted, and claimed; the office finds it wanting', async () => {
    const { decision, lead } = await decisionThat('status=open', ({ acceptedAt }) => acceptedAt === null);
    const department = await visitors.as({ role: 'department', index: lead, screen: 'phone' });
    const { page } = department;
    await department.goto('/to-do');
    await page.getByRole('button', { name: `接受 ${decision.number}` }).click();
    await page.getByText('已受理').first().waitFor();
    await department.goto(`/decisions/${decision.id}`);
    await page.getByRole('button', { name: '申请销号' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '申请销号' }).click();
    await page.getByRole('link', { name: '请填写内容' }).waitFor();
    await department.look('decision-claim');
    await page.getByLabel('办理情况').fill('已办结，见移交单。');
    await page.getByRole('dialog').getByRole('button', { name: '申请销号' }).click();
    await page.getByText('已申请销号，等待核实').waitFor();

    const checker = await visitors.as({ role: 'coordinator', language: 'en' });
    await checker.goto(`/decisions/${decision.id}`);
    await checker.page.getByRole('button', { name: 'Record the check' }).click();
    await checker.page.getByRole('radio', { name: 'Failed, send back' }).check();
    await checker.page.getByLabel('Finding').fill('现场仍未移交。');
    await checker.look('decision-check');
    await checker.page.getByRole('dialog').getByRole('button', { name: 'Record the check' }).click();
    await checker.page.getByText('Back to work, time 1').waitFor();
    // The department's own screen hears of it without being asked.
    await page.getByText('核实未通过').first().waitFor();
  });

  it('more time is asked for by who works it off, and refused with a reason', async () => {
    const soon = Date.parse('2023-03-31T00:00:00+08:00');
    const fits = ({ dueAt, overdue }: Json) => !overdue && Date.parse(dueAt) > soon;
    const { decision, lead } = await decisionThat('status=open&sort=due', fits);
    const department = await visitors.as({ role: 'department', index: lead });
    await department.goto(`/decisions/${decision.id}`);
    const more = department.page.locator('.more-acts summary');
    if (await more.count()) await more.click();
    await department.page.getByRole('button', { name: '申请延期' }).click();
    await department.page.getByLabel('工作日数').fill('3');
    await department.page.getByLabel('理由').fill('等上级批复');
    await department.page.getByRole('dialog').getByRole('button', { name: '申请延期' }).click();
    await department.page.getByText('待审批').waitFor();
    const decider = await visitors.as({ role: 'coordinator' });
    await decider.goto(`/decisions/${decision.id}`);
    await decider.page.getByRole('button', { name: '不同意' }).click();
    await decider.page.getByLabel('理由').fill('批复已到');
    await decider.page.getByRole('dialog').getByRole('button', { name: '不同意' }).click();
    await decider.page.getByText('未同意').first().waitFor();
    await decider.look('decision-extension');
    expect(await decider.page.getByText('批复已到').count()).toBeGreaterThan(0);
  });

  it('is narrowed by the address, which can be sent to somebody', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    await visitor.goto('/decisions');
    await visitor.page.getByLabel('只看超期').check();
    await visitor.page.waitForURL('**/decisions?overdue=*');
    await visitor.settled();
    const late = await visitor.page.locator('.row-title').allTextContents();
    expect(late.length).toBeGreaterThan(0);
    // What is on the screen leaves as a workbook, narrowed as it is.
    const href = await visitor.page.getByRole('link', { name: '导出表格', exact: true }).getAttribute('href');
    expect(href).toBe('/api/v1/sheets/exports/decisions?overdue=true');
    expect((await visitor.page.request.get(href!)).headers()['content-type']).toContain('spreadsheetml');
    await visitor.goto('/decisions?overdue=true&status=struckOff');
    await visitor.page.getByText('没有符合条件的议定事项').waitFor();
    await visitor.look('decisions-none');
  });
});
