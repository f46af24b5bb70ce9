import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from './support/eventually.js';
import { meetingOn, type MeetingSeen } from './support/meetings.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

// One meeting of twelve items, from the agenda to the corrected minutes, told in order: each test goes on where the one
// before it stopped. Monday 27 March 2023, cut-off Thursday 18:00, approval Friday 18:00.

const ON = '2023-03-27';
const ITEMS = 12;
/** What the issue asks for: the projector follows the console within so long. */
const FOLLOWS_WITHIN_MS = 500;

const visitors = visitorsOf({ now: '2023-03-23T10:00:00+08:00', seed: 'demo' });
let id: string;

const coordinator = (more: object = {}) => visitors.as({ role: 'coordinator', ...more });
const second = (more: object = {}) => visitors.as({ role: 'coordinator', index: 1, ...more });
const moveTo = async (instant: string) => {
  await visitors.system.moveTo(instant);
  visitors.signInAnew();
};
const titles = async (page: Page) =>
  (await page.locator('.agenda-list .row-title').allTextContents()).map((title) => title.trim());
/** Under the name of its project, which large screens show above it. */
const headOf = ({ title, project }: MeetingSeen['items'][number]) =>
  project && title.startsWith(`${project.name}：`) ? title.slice(project.name.length + 1) : title;
const unitOf = async ({ page }: Visitor) => {
  const { unit } = (await (await page.request.get('/api/v1/session')).json()) as { unit: { id: string; name: string } };
  return unit;
};

describe('prepared', () => {
  it('the coordinator adds, arranges by step, keyboard and mouse, times and postpones', async () => {
    const visitor = await coordinator();
    const { page } = visitor;
    ({ id } = await meetingOn(visitor, ON));
    await visitor.goto('/meetings');
    await visitor.look('meetings');
    await visitor.goto(`/meetings/${id}`);
    await page.getByRole('button', { name: '添加议题' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '添加议题' }).click();
    await page.getByRole('link', { name: '请写议题名称' }).waitFor();
    await visitor.look('meeting-add');
    await page.getByLabel('议题名称').fill('一季度缺口分解');
    await page.getByLabel('提请事项').fill('请各办事处认领缺口。');
    await page.getByRole('dialog').getByRole('button', { name: '添加议题' }).click();
    await page.getByText('已列入议程。').waitFor();
    const have = (await meetingOn(visitor, ON)).items.length;
    for (let n = have + 1; n <= ITEMS + 1; n++)
      await page.request.post(`/api/v1/meetings/${id}/items`, {
        data: { title: `统筹事项 ${n}`, ask: `请议定统筹事项 ${n} 的责任单位和时限。`, minutes: 6 },
      });
    await page.locator('.agenda-list .agenda-row').nth(ITEMS).waitFor();

    const before = await titles(page);
    await page.getByRole('button', { name: `下移：${before[0]}` }).click();
    await page.getByText(`“${before[0]}”已移到第 2 项。`).waitFor();
    expect(await titles(page)).toEqual([before[1], before[0], ...before.slice(2)]);
    // By keyboard: the handle is taken with Enter, carried with the arrows, put down with Enter.
    await page.locator('.drag-handle').nth(2).focus();
    await page.keyboard.press('Enter');
    await page.locator('.react-aria-DropIndicator').first().waitFor({ state: 'attached' });
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByText(`“${before[2]}”已移到第 1 项。`).waitFor();
    // By mouse, back to where it was.
    await page.locator('.drag-handle').nth(0).dragTo(page.locator('.drag-handle').nth(3), { force: true });
    await page.getByText(new RegExp(`“${before[2]}”已移到第 [34] 项。`)).waitFor();
    expect((await meetingOn(visitor, ON)).items.map(({ title }) => title)).toEqual(await titles(page));

    await page.getByRole('button', { name: `修改：${before[0]}` }).click();
    await page.getByLabel('预计分钟').fill('15');
    await page.getByLabel('汇报人').fill('王建国');
    await visitor.look('meeting-edit');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText(`“${before[0]}”已修改。`).waitFor();
    await page.getByRole('button', { name: `暂缓：统筹事项 ${ITEMS + 1}` }).click();
    await page.getByLabel('理由').fill('材料还在补充');
    await page.getByRole('dialog').getByRole('button', { name: '暂缓' }).click();
    await page.getByText('已暂缓到下次会议。').waitFor();
    const meeting = await meetingOn(visitor, ON);
    expect(meeting.items).toHaveLength(ITEMS);
    expect(meeting.items.find(({ title }) => title === before[0])!.minutes).toBe(15);
    await visitor.look('meeting-prepare');
    const phone = await second({ screen: 'phone', language: 'en' });
    await phone.goto(`/meetings/${id}`);
    await phone.look('meeting-prepare');
    await phone.goto('/meetings');
    await phone.look('meetings');
  });

  it('a look from elsewhere shows a change at once, and an order that was overtaken is refused in words', async () => {
    const [one, other] = [await coordinator(), await second()];
    await one.goto(`/meetings/${id}`);
    await other.goto(`/meetings/${id}`);
    // The other's screen hears nothing for a while, so that it still has the old version.
    await other.page.route('**/api/v1/changes', (route) => route.abort());
    await other.page.route(`**/api/v1/meetings/${id}`, (route) => route.abort());
    const [first] = await titles(one.page);
    await one.page.getByRole('button', { name: `下移：${first}` }).click();
    await one.page.getByText(`“${first}”已移到第 2 项。`).waitFor();
    await other.page.unroute(`**/api/v1/meetings/${id}`);
    await other.page
      .getByRole('button', { name: /Move down|下移/ })
      .nth(4)
      .click();
    await other.page.getByText('刚才有人先改动了这次会议。').waitFor();
    expect(await titles(other.page)).toEqual(await titles(one.page));
  });

  it('after the cut-off the chair approves, and takes what was asked for late', async () => {
    await moveTo('2023-03-24T10:00:00+08:00');
    const asks = await coordinator();
    await asks.goto(`/meetings/${id}`);
    await asks.page.getByRole('button', { name: '申请添加' }).click();
    await asks.page.getByLabel('议题名称').fill('防汛物资调拨');
    await asks.page.getByLabel('为什么截止后才提').fill('昨晚接到预警');
    await asks.page.getByRole('dialog').getByRole('button', { name: '申请添加' }).click();
    await asks.page.getByText('已提请召集人。').waitFor();
    await asks.look('meeting-locked');
    const chair = await visitors.as({ role: 'principal' });
    await chair.goto(`/meetings/${id}`);
    await chair.look('meeting-locked');
    await chair.page.getByRole('button', { name: '不列入：防汛物资调拨' }).click();
    await chair.page.getByLabel('理由').fill('按应急预案办理');
    await chair.page.getByRole('dialog').getByRole('button', { name: '不列入' }).click();
    await chair.page.getByText('“防汛物资调拨”未列入。').waitFor();
    await chair.page.getByRole('button', { name: '审定议程' }).click();
    await chair.page.getByText('议程已审定。').waitFor();
    const meeting = await meetingOn(chair, ON);
    expect(meeting).toMatchObject({ state: 'agendaLocked', approvedAt: expect.any(String) });
    expect(meeting.items).toHaveLength(ITEMS);
  });
});

describe('in session', () => {
  let lead: { id: string; name: string };

  it('opens on its day, with attendance taken', async () => {
    await moveTo('2023-03-27T08:58:00+08:00');
    lead = await unitOf(await visitors.as({ role: 'department' }));
    const visitor = await coordinator();
    const { page } = visitor;
    await visitor.goto(`/meetings/${id}/live`);
    await visitor.look('live-before');
    await page.getByRole('button', { name: '登记到会' }).click();
    await page.getByRole('button', { name: '其余全部出席' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: '请假' }).nth(1).check({ force: true });
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: /请假理由/ }).waitFor();
    await visitor.look('live-attendance');
    await page.getByLabel('请假理由').fill('在市里开会');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('到会情况已登记。').waitFor();
    await page.getByRole('button', { name: '开始会议' }).click();
    await page.getByRole('button', { name: '开始讨论' }).click();
    await page.locator('.live-item').waitFor();
    await visitor.look('live');
    const phone = await second({ screen: 'phone', language: 'en' });
    await phone.goto(`/meetings/${id}/live`);
    await phone.page.locator('.live-item').waitFor();
    await phone.look('live');
    await phone.page.setViewportSize({ width: 320, height: 640 });
    for (const screen of ['', `/${id}`, `/${id}/live`, `/${id}/projector`, `/${id}/follow`]) {
      await phone.goto(`/meetings${screen}`);
      const sideways = await phone.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect({ screen, sideways }).toEqual({ screen, sideways: 0 });
    }
  });

  it('two who record on one item: the later sees the other’s outcome and keeps their own words', async () => {
    const [one, other] = [await coordinator(), await second({ language: 'zh' })];
    await one.goto(`/meetings/${id}/live`);
    await other.goto(`/meetings/${id}/live`);
    await other.page.getByLabel('议定内容').fill('由另一个人写下的议定。');
    await one.page.getByLabel('议定内容').fill('先记录的议定。');
    await one.page.getByLabel('牵头单位').selectOption(lead.id);
    await one.page.keyboard.press('Control+Enter');
    // The room goes on; whoever was writing stays where their hands are.
    await other.page.locator('.live-line', { hasText: '未记录' }).waitFor();
    await other.page.getByText(/刚记录了这一项/).waitFor();
    await other.page.locator('.overtaken').getByText('先记录的议定。').waitFor();
    expect(await other.page.getByLabel('议定内容').inputValue()).toBe('由另一个人写下的议定。');
    await other.look('live-overtaken');
    const recorded = (await meetingOn(one, ON)).items[0]!;
    expect(recorded.outcome!.decisions[0]!.text).toBe('先记录的议定。');
    await other.page.getByRole('button', { name: '以对方的为准' }).click();
    await other.page.locator('.overtaken').waitFor({ state: 'detached' });
    await other.page.getByRole('button', { name: '回到第 2 项' }).click();
    // Taken back, and recorded again: nothing of it has left the room.
    await one.page.locator('.live-line').first().getByRole('button').click();
    await one.page.getByRole('button', { name: '撤回' }).click();
    await one.page.getByText('的记录已撤回').waitFor();
    expect((await meetingOn(one, ON)).items[0]!.outcome).toBeNull();
    await one.page.getByLabel('议定内容').fill('先记录的议定。');
    await one.page.getByLabel('牵头单位').selectOption(lead.id);
    await one.page.keyboard.press('Control+Enter');
    await one.page.locator('.live-line').first().getByText('议定').waitFor();
    expect((await meetingOn(one, ON)).current!.itemId).toBe((await meetingOn(one, ON)).items[1]!.id);
  });

  it('the rest is run without leaving the screen, at most two taps a decision; the projector follows in time', async () => {
    const visitor = await coordinator();
    const { page } = visitor;
    await visitor.goto(`/meetings/${id}/live`);
    const projector = await projectorOf(visitor, id);
    const phone = await visitors.as({ role: 'principal', screen: 'phone' });
    await phone.goto(`/meetings/${id}/follow`);
    const took: { behind: number; sinceKeys: number }[] = [];
    for (let n = 2; n <= ITEMS; n++) {
      const items = (await meetingOn(visitor, ON)).items;
      const next = items[n];
      await page.locator('.live-item-top', { hasText: `${n} / ${ITEMS}` }).waitFor();
      // One tap takes the words asked for, the keys record: the unit and the day stand there already.
      const fill = page.getByRole('button', { name: '照提请事项填入' });
      if (n === 5) await page.getByRole('radio', { name: '上报' }).check();
      else if (await fill.isVisible()) await fill.click();
      else await page.getByLabel('议定内容').fill('继续督办，限期办结。');
      const needs = page.getByLabel('牵头单位');
      if ((await needs.isVisible()) && (await needs.inputValue()) === '') await needs.selectOption(lead.id);
      await projector.watch(next ? headOf(next) : '');
      await page.keyboard.press('Control+Enter');
      if (next !== undefined) took.push(await projector.took());
      if (n === 2) await phone.page.getByRole('heading', { level: 2, name: headOf(next!) }).waitFor();
      if (n === 3) await looksOf(visitor, projector.page, phone);
    }
    expect(page.url()).toContain('/live');
    await page.getByText('全部议完').waitFor();
    const sorted = (key: 'behind' | 'sinceKeys') => took.map((each) => each[key]).sort((x, y) => x - y);
    const [behind, sinceKeys] = [sorted('behind'), sorted('sinceKeys')];
    process.stdout.write(
      `projector behind the console: ${behind.join(', ')} ms; after the keys: ${sinceKeys.join(', ')} ms\n`,
    );
    // The middle one: on a machine that others use as well, single ones are late through no fault of the screens.
    expect(behind).toHaveLength(ITEMS - 2);
    expect(behind[Math.floor(behind.length / 2)]).toBeLessThanOrEqual(FOLLOWS_WITHIN_MS);
    const { items } = await meetingOn(visitor, ON);
    expect(items.filter(({ outcome }) => outcome?.kind === 'decision')).toHaveLength(ITEMS - 1);
    expect(items[4]!.outcome).toMatchObject({ kind: 'referredUp', note: '经会议研究，提请上级研究决定。' });
    await visitor.look('live-all-done');
  });

  it('a lost connection is shown on the projector, and heals to what is true by then', async () => {
    const visitor = await coordinator();
    const { page } = visitor;
    const projector = await projectorOf(visitor, id);
    await visitors.system.restart();
    // Nothing is clicked: the line comes back by itself, and with it what happened meanwhile.
    await projector.page.getByText('连接已断开').waitFor({ state: 'detached' });
    expect(await projector.sawDown()).toBe(true);
    await visitor.goto(`/meetings/${id}/live`);
    const last = (await meetingOn(visitor, ON)).items[ITEMS - 1]!;
    await page.locator('.live-line').last().getByRole('button').click();
    await page.getByRole('button', { name: '重新讨论这一项' }).click();
    await projector.page.getByRole('heading', { level: 1, name: headOf(last) }).waitFor();
    await projector.page.screenshot({ path: 'test/browser/screens/projector-decision-desktop-zh.png' });
  });

  it('is ended, and the lead unit accepts its decision on the phone with one tap', async () => {
    const visitor = await coordinator();
    const { page } = visitor;
    await visitor.goto(`/meetings/${id}/live`);
    const department = await visitors.as({ role: 'department', screen: 'phone' });
    await department.goto(`/meetings/${id}/follow`);
    await department.look('follow-others');
    await page.getByRole('button', { name: '结束会议' }).click();
    await visitor.look('live-end');
    await page.getByRole('dialog').getByRole('button', { name: '结束会议' }).click();
    await page.waitForURL('**/minutes');
    const accept = department.page.getByRole('button', { name: /^签收 YD-/ });
    await accept.first().waitFor();
    await department.page.getByText('会议已结束').waitFor();
    await department.look('follow-accept');
    const waiting = await accept.count();
    await accept.first().click();
    await department.page.getByText(/已签收。/).waitFor();
    await accept.nth(waiting - 1).waitFor({ state: 'detached' });
  });
});

describe('written up', () => {
  it('saves itself, and where two wrote in one place both stand until one is chosen', async () => {
    const [one, other] = [await coordinator(), await second({ language: 'zh' })];
    await one.goto(`/meetings/${id}/minutes`);
    await other.goto(`/meetings/${id}/minutes`);
    await one.page.getByLabel('第 1 项内容').fill('会议听取了汇报，形成一致意见。');
    await one.page.getByText(/已保存 \d\d:\d\d/).waitFor();
    await other.page.locator('.paper', { hasText: '形成一致意见' }).waitFor();
    // Both write in the opening before either is saved.
    await other.page.getByLabel('开头').fill('开头由另一个人写。');
    await one.page.getByLabel('开头').fill('开头由这个人写。');
    await Promise.race([
      one.page.getByText('别人也改了这里').waitFor(),
      other.page.getByText('别人也改了这里').waitFor(),
    ]);
    const [loser, winner] = (await one.page.getByText('别人也改了这里').isVisible()) ? [one, other] : [other, one];
    await loser.look('minutes-clash');
    await loser.page.getByRole('button', { name: '用我的' }).click();
    const kept = loser === one ? '开头由这个人写。' : '开头由另一个人写。';
    await winner.page.locator('.paper', { hasText: kept }).waitFor();
    await one.look('minutes');
  });

  it('is published after asking, then corrected in a new edition that shows what changed', async () => {
    const visitor = await coordinator();
    const { page } = visitor;
    await visitor.goto(`/meetings/${id}/minutes`);
    await page.getByLabel('结尾').fill('请各单位按时落实。');
    await page.getByRole('button', { name: '印发纪要' }).click();
    await page.getByRole('button', { name: '确认印发' }).click();
    await page.getByText('纪要第 1 版已印发。').waitFor();
    await page.locator('.paper', { hasText: '请各单位按时落实。' }).waitFor();
    await visitor.look('minutes-published');
    await page.getByRole('button', { name: '更正' }).click();
    await page.getByLabel('理由').fill('第一项内容有误');
    await page.getByRole('dialog').getByRole('button', { name: '更正' }).click();
    await page.getByLabel('第 1 项内容').fill('会议听取了汇报，要求立即整改。');
    await page.getByText(/已保存 \d\d:\d\d/).waitFor();
    await page.getByRole('button', { name: '印发纪要' }).click();
    await page.getByRole('button', { name: '确认印发' }).click();
    await page.getByText('纪要第 2 版已印发。').waitFor();
    await page.locator('.changes del', { hasText: '形成一致意见' }).waitFor();
    await page.locator('.changes ins', { hasText: '要求立即整改' }).waitFor();
    await visitor.look('minutes-corrected');
    const word = await page.request.get(`/api/v1/meetings/${id}/minutes.docx?edition=1`);
    expect([word.status(), (await word.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
    const leader = await visitors.as({ role: 'leader', screen: 'phone', language: 'en' });
    await leader.goto(`/meetings/${id}/minutes`);
    await leader.look('minutes');
    await leader.goto(`/meetings/${id}`);
    await leader.look('meeting-over');
  });
});

/**
 * A second window of the same browser. Both note when they show what is watched for, by the browser's own clock: `behind`
 * is how long after the console the projector had it, `sinceKeys` how long after the keys were hit.
 */
async function projectorOf(visitor: Visitor, meeting: string) {
  const page = await visitor.page.context().newPage();
  await page.goto(`/meetings/${meeting}/projector`);
  await page.locator('h1').waitFor();
  const notes = (selector: string) => `window.sawDown = false; new MutationObserver(() => {
    if (window.watched && document.querySelector('${selector}')?.textContent === window.watched) window.came ??= Date.now();
    if (document.querySelector('.notice-box')) window.sawDown = true;
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  addEventListener('keydown', (event) => { if (event.key === 'Enter') window.hit = Date.now(); }, true)`;
  await page.evaluate(notes('h1'));
  await visitor.page.evaluate(notes('.live-item-title'));
  const came = (of: Page) => eventually(() => of.evaluate<number | undefined>('window.came'), 'the next item is shown');
  return {
    page,
    watch: async (title: string) => {
      for (const each of [page, visitor.page])
        await each.evaluate(`window.watched = ${JSON.stringify(title)}; window.came = undefined`);
    },
    sawDown: () => page.evaluate<boolean>('window.sawDown'),
    took: async () => {
      const [here, there] = [await came(page), await came(visitor.page)];
      return { behind: here - there, sinceKeys: here - (await visitor.page.evaluate<number>('window.hit')) };
    },
  };
}

/** The room, as it looks in the middle of the meeting. */
async function looksOf(visitor: Visitor, projector: Page, phone: Visitor): Promise<void> {
  await projector.screenshot({ path: 'test/browser/screens/projector-desktop-zh.png' });
  await visitor.look('live-on');
  await phone.look('follow');
  const english = await visitors.as({ role: 'principal', language: 'en' });
  const address = new URL(projector.url()).pathname;
  await english.goto(address);
  await english.look('projector');
  await english.goto(`${address}?paper=true`);
  await english.look('projector-paper');
  await english.page.close();
}
