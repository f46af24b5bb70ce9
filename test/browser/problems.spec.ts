import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { castOf, type Cast } from './support/cast.js';
import { eventually } from './support/eventually.js';
import { countTaps } from './support/taps.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

// A Friday morning: a clock of three workdays ends on the Wednesday.
const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo', testMs: 240_000 });
let cast: Cast;

beforeAll(async () => {
  cast = await castOf(visitors.system);
}, 120_000);

const rowsOf = async (visitor: Visitor) => {
  await visitor.settled();
  return visitor.page.locator('.table tbody tr').allTextContents();
};

/** An act of those offered; the less usual ones are behind a word that opens them. */
async function offered(page: Page, act: string) {
  const button = page.locator('.act-row button').filter({ hasText: new RegExp(`^${act}$`) });
  await button.waitFor({ state: 'attached' });
  if (!(await button.isVisible())) await page.locator('.more-acts summary').click();
  return button;
}

const inDialog = (page: Page, act: string) =>
  page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();

/** Tabs until the focus is on what is looked for; somebody without a mouse gives up after a while. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    const here = await page.evaluate(`(() => {
      const { activeElement: element } = document;
      return [element.getAttribute('aria-label'), element.innerText, ...[...(element.labels ?? [])].map((l) => l.innerText)]
        .filter(Boolean).join(' ');
    })()`);
    if (String(here).includes(words)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${words}`);
}

describe('a problem of an office at its desk', () => {
  const SAID = '10kV 专线未送电。请供电公司本月内接通，否则设备不能调试。';
  let address = '';

  it('is filed in five taps and a sentence, after the form has said what is missing', async () => {
    const office = await visitors.as({ role: 'office', index: cast.office });
    const { page } = office;
    await office.goto('/problems/new');
    await page.getByRole('button', { name: '提交' }).click();
    expect(await page.evaluate('document.activeElement.className')).toBe('error-summary');
    expect(await page.locator('.error-summary a').allTextContents()).toEqual([
      '请选择项目',
      '请选择卡在哪里',
      '请写清问题和需要谁做什么',
    ]);
    await office.look('problem-new-faults');
    for (const [link, focused] of [
      ['请选择项目', '项目'],
      ['请选择卡在哪里', '用地'],
      ['请写清问题和需要谁做什么', '问题与需要'],
    ] as const) {
      await page.getByRole('link', { name: link }).click();
      expect(await page.evaluate('document.activeElement.labels[0].innerText')).toBe(focused);
      // The list of projects opens with the focus, and covers the rest.
      await page.keyboard.press('Escape');
    }
    await office.goto('/problems');
    await office.look('problems');
    const taps = await countTaps(page);
    await page.getByRole('link', { name: '填报问题' }).click();
    await page.getByRole('combobox', { name: '项目' }).click();
    await page.getByRole('option', { name: cast.project.code }).click();
    await page.getByRole('radio', { name: '水电气' }).check();
    await page.getByLabel('问题与需要').click();
    await page.keyboard.type(SAID);
    await office.look('problem-new');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { level: 1, name: '10kV 专线未送电' }).waitFor();
    expect(await taps()).toBeLessThanOrEqual(5);
    await office.look('problem-filed');
    expect(await page.locator('.sentence').textContent()).toContain('现在现场，由');
    address = new URL(page.url()).pathname;
  });

  it('is found by filters that are the address, which shows the same to whom it is sent', async () => {
    const office = await visitors.as({ role: 'office', index: cast.office });
    const { page } = office;
    await office.goto('/problems');
    await page.getByLabel('类别').selectOption({ label: '水电气' });
    await page.locator('.segment', { hasText: '办理中' }).click();
    await page.getByLabel('排序').selectOption({ label: '最早到期在前' });
    await page.getByLabel('属地').selectOption(cast.officeId);
    await page.waitForURL('**/problems?*officeId=*');
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      ...{ category: 'utilities', status: 'open', sort: 'due', officeId: cast.officeId },
    });
    // A second window of the same person, and somebody else's session elsewhere.
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.locator('.table tbody tr').first().waitFor();
    const rows = await second.locator('.table tbody tr').allTextContents();
    expect(rows.some((row) => row.includes('10kV 专线未送电'))).toBe(true);
    expect(await second.getByLabel('类别').inputValue()).toBe('utilities');
    // The list before stays in sight until the narrowed one has come.
    await eventually(async () => (await rowsOf(office)).join() === rows.join(), 'the first window shows the same');
    await office.look('problems-narrowed');
    const coordinator = await visitors.as({ role: 'coordinator' });
    await coordinator.goto(`/problems${search}`);
    expect(await rowsOf(coordinator)).toEqual(rows);
    // What is no filter is dropped; back leads through the filters as they were set.
    await coordinator.goto('/problems?status=lost&rung=9&category=utilities');
    expect(await coordinator.page.locator('.segment.chosen').allTextContents()).toEqual(['全部']);
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('officeId'));
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.waitForURL((url) => url.search === '');
  });

  it('goes up, is whistled to the department, which signs, is in touch, and answers in two taps', async () => {
    const office = await visitors.as({ role: 'office', index: cast.office });
    await office.goto(address);
    await (await offered(office.page, '上提')).click();
    await inDialog(office.page, '上提');
    // Without a reason nothing goes up, and the focus says so.
    expect(await office.page.evaluate('document.activeElement.className')).toBe('error-summary');
    await office.page.getByLabel('理由').fill('需供电公司安排停电计划，现场无法解决。');
    await office.look('problem-sign-up');
    await inDialog(office.page, '上提');
    await office.page.getByText('由现场签报上提到').first().waitFor();

    const department = await visitors.as({ role: 'department', index: cast.department });
    const { page } = department;
    await department.goto(address);
    await department.look('problem-whistled');
    for (const [act, done] of [
      ['签收', '签收吹哨已办理'],
      ['已联系', '登记已联系已办理'],
    ] as const) {
      const taps = await countTaps(page);
      await (await offered(page, act)).click();
      await page.getByText(done).waitFor();
      expect(await taps()).toBe(1);
    }
    const taps = await countTaps(page);
    await page.locator('.act-row').getByRole('button', { name: '答复', exact: true }).click();
    await page.getByLabel('答复内容').click();
    await page.keyboard.type('已列入4月停电计划，27日进场。');
    await department.look('problem-answer');
    await inDialog(page, '答复');
    await page.getByText('答复已办理').waitFor();
    expect(await taps()).toBeLessThanOrEqual(2);
    // The office's screen hears of it by itself.
    await office.page.getByText('已列入4月停电计划').waitFor();
  });

  it('rests while it is paused and is given no more time: the rung above rules on both', async () => {
    const department = await visitors.as({ role: 'department', index: cast.department });
    const { page } = department;
    await department.goto(address);
    await (await offered(page, '申请中止')).click();
    await page.getByLabel('自', { exact: true }).fill('2023-03-27');
    await page.getByLabel('恢复计时日').fill('2023-03-28');
    await page.getByLabel('理由').fill('停电计划报批期间无法施工。');
    await department.look('problem-pause');
    await inDialog(page, '申请中止');
    await page.getByText('待审批').waitFor();
    await (await offered(page, '申请延期')).click();
    await page.getByLabel('工作日数').fill('2');
    await page.getByLabel('理由').fill('设备到货晚两天。');
    await inDialog(page, '申请延期');
    await page.getByText('延期 2 个工作日', { exact: true }).waitFor();
    await department.look('problem-requests');

    const leader = await visitors.as({ role: 'leader', index: cast.leader, screen: 'phone', language: 'en' });
    await leader.goto(address);
    await leader.look('problem-to-rule');
    const request = (words: string) => leader.page.locator('.row').filter({ hasText: words });
    await request('Pause from').getByRole('button', { name: 'Agree' }).click();
    await request('Pause from').getByText('agreed').waitFor();
    await request('more workdays').getByRole('button', { name: 'Refuse' }).click();
    await leader.page.getByLabel('Reason').fill('设备可先到临时仓。');
    await leader.look('problem-refuse');
    await inDialog(leader.page, 'Refuse');
    await request('more workdays').getByText('设备可先到临时仓。').waitFor();
    // The day that rests is named in the clock's account, and not counted.
    await leader.page.locator('.not-counted').filter({ hasText: '27 Mar' }).first().waitFor();
    await leader.look('problem-ruled');
  });

  it('goes up to the leader, who sends it down again with a reason', async () => {
    const department = await visitors.as({ role: 'department', index: cast.department });
    await department.goto(address);
    await (await offered(department.page, '上提')).click();
    await department.page.getByLabel('理由').fill('跨两家产权单位，部门协调不动。');
    await inDialog(department.page, '上提');
    await department.page.getByText('由部门签报上提到分包领导').waitFor();
    const leader = await visitors.as({ role: 'leader', index: cast.leader, screen: 'phone', language: 'en' });
    await leader.goto(address);
    await (await offered(leader.page, 'Send down')).click();
    await leader.page.getByLabel('Reason').fill('两家已谈妥，由部门继续办。');
    await leader.look('problem-send-down');
    await inDialog(leader.page, 'Send down');
    await leader.page.getByText('Sent down').first().waitFor();
  });

  it('is claimed with evidence, found wanting on site, claimed again, and struck off; the office rates the department', async () => {
    const department = await visitors.as({ role: 'department', index: cast.department });
    const office = await visitors.as({ role: 'office', index: cast.office });
    const claim = async (evidence: string) => {
      await department.goto(address);
      await (await offered(department.page, '申请销号')).click();
      await department.page.getByLabel('办结依据').fill(evidence);
      await inDialog(department.page, '申请销号');
      await department.page.getByText('已申请销号，等待现场核实').waitFor();
    };
    await claim('送电单 2023-0331 号。');
    await department.look('problem-claimed');
    await office.goto(address);
    await (await offered(office.page, '提交核实')).click();
    await office.page.getByRole('radio', { name: '不通过，退回' }).check();
    await inDialog(office.page, '提交核实');
    expect(await office.page.evaluate('document.activeElement.className')).toBe('error-summary');
    await office.page.getByLabel('核实意见').fill('专线已接，开关柜未验收。');
    await office.look('problem-check-fails');
    await inDialog(office.page, '提交核实');
    await office.page.getByText('核实未通过').waitFor();
    await office.page.locator('.sentence').filter({ hasText: '现在部门' }).waitFor();
    await office.look('problem-reopened');
    await claim('开关柜验收单。');
    await office.goto(address);
    await (await offered(office.page, '提交核实')).click();
    await inDialog(office.page, '提交核实');
    await office.page.getByText('核实通过，已销号').waitFor();
    await (await offered(office.page, '评价')).click();
    await office.page.getByRole('radio', { name: '基本满意' }).check();
    await inDialog(office.page, '评价');
    await office.page.getByRole('dialog').waitFor({ state: 'detached' });
    await office.look('problem-struck-off');
  });

  it('has a timeline that says each of it, in order, in both languages', async () => {
    const said = async (visitor: Visitor) => {
      await visitor.goto(address);
      await visitor.page.locator('.timeline li').first().waitFor();
      return visitor.page.locator('.timeline strong').allTextContents();
    };
    const office = await visitors.as({ role: 'office', index: cast.office });
    const chinese = await said(office);
    expect(chinese).toEqual([
      '填报',
      '由现场签报上提到部门',
      '签收吹哨',
      '已联系',
      '答复',
      '申请中止计时：3月27日 周一起，3月28日 周二恢复',
      '申请延期 2 个工作日',
      '同意中止计时',
      '未同意延期',
      '由部门签报上提到分包领导',
      '由分包领导退回部门',
      '申请销号',
      '核实未通过',
      '退回重办',
      '申请销号',
      '核实通过',
      '销号',
      '评价承办部门',
    ]);
    const phone = await visitors.as({ role: 'leader', index: cast.leader, screen: 'phone', language: 'en' });
    const english = await said(phone);
    expect(english).toHaveLength(chinese.length);
    expect(english.filter((line) => /\p{Script=Han}/u.test(line))).toEqual([]);
    await phone.look('problem-struck-off');
  });
});

describe('by keyboard alone', () => {
  it('a problem is filed and withdrawn', async () => {
    const office = await visitors.as({ role: 'office', index: cast.office, language: 'en' });
    const { page } = office;
    const { keyboard } = page;
    await office.goto('/problems');
    const taps = await countTaps(page);
    await tabTo(page, 'File a problem');
    await keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Project' }).waitFor();
    await tabTo(page, 'Project');
    await keyboard.type(cast.project.code);
    await page.getByRole('option', { name: cast.project.code }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo(page, 'Land');
    await keyboard.press('ArrowRight');
    await tabTo(page, 'The problem and what it needs');
    await keyboard.type('扬尘监测点未通过。请环保局复核。');
    await tabTo(page, 'Normal');
    await keyboard.press('ArrowRight');
    await tabTo(page, 'File it');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '扬尘监测点未通过' }).waitFor();
    await page.getByText('Urgent').first().waitFor();
    if ((await page.locator('.act-row > .button', { hasText: 'Withdraw' }).count()) === 0) {
      await tabTo(page, 'More (');
      await keyboard.press('Enter');
    }
    await tabTo(page, 'Withdraw');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Reason');
    await keyboard.type('重复填报。');
    await tabTo(page, 'Withdraw');
    await keyboard.press('Enter');
    await page.getByText('Withdrawn by who filed it').waitFor();
    expect(await taps()).toBe(0);
    await office.look('problem-withdrawn');
  });
});

describe('an enterprise on a phone', () => {
  it('files a problem of its own project and sees what is answered', async () => {
    const enterprise = await visitors.as({ role: 'enterprise', index: cast.enterprise, screen: 'phone' });
    const { page } = enterprise;
    await enterprise.goto('/problems');
    await enterprise.look('problems');
    const taps = await countTaps(page);
    await page.getByRole('link', { name: '填报问题' }).click();
    await page.getByRole('combobox', { name: '项目' }).waitFor();
    if ((await page.getByRole('combobox', { name: '项目' }).inputValue()) === '') {
      await page.getByRole('combobox', { name: '项目' }).click();
      await page.getByRole('option', { name: cast.project.code }).click();
    }
    await page.getByRole('radio', { name: '审批' }).check();
    await page.getByLabel('问题与需要').click();
    await page.keyboard.type('临时用电手续还差一个章。请办事处协调。');
    await enterprise.look('problem-new');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { level: 1, name: '临时用电手续还差一个章' }).waitFor();
    expect(await taps()).toBeLessThanOrEqual(5);
    await enterprise.look('problem-filed');

    const office = await visitors.as({ role: 'office', index: cast.office, screen: 'phone', language: 'en' });
    await office.goto('/to-do');
    await office.look('to-do');
    await office.goto(new URL(page.url()).pathname);
    await (await offered(office.page, 'Answer')).click();
    await office.page.getByLabel('Your answer').fill('章已盖好，明早送到项目部。');
    await office.look('problem-answer');
    await inDialog(office.page, 'Answer');
    // Without a reload, on the phone of who asked.
    await page.getByText('章已盖好，明早送到项目部。').waitFor();
    await enterprise.look('problem-answered');
    await enterprise.goto('/problems');
    expect((await rowsOf(enterprise)).some((row) => row.includes('临时用电手续还差一个章'))).toBe(true);
  });
});
