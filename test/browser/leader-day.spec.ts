import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually.js';
import { visitsOf } from './support/phone-visits.js';
import type { Language, Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

/** The leader whom one problem waits for to be accepted, and another to be worked on. */
const LEADER = 7;

/** A thumb that counts, and a watch. Typing is dictated: it counts no taps. */
class Thumb {
  taps = 0;
  readonly #since = performance.now();

  async on(target: Locator): Promise<void> {
    this.taps += 1;
    await target.tap();
  }

  get seconds(): number {
    return (performance.now() - this.#since) / 1000;
  }
}

const words = {
  zh: {
    log: '记一次走访',
    todo: '待办',
    seen: '看到的情况',
    slow: '施工缓慢',
    found: '有问题',
    water: '水电气',
    needs: '问题与需要',
    submit: '提交',
    accept: '受理',
    how: '时限怎么算的',
    rest: '更多',
    leaders: '分包领导',
    kept: '兑现的项目',
  },
  en: {
    log: 'Log a visit',
    todo: 'To do',
    seen: 'What you saw',
    slow: 'Slow',
    found: 'There is one',
    water: 'Utilities',
    needs: 'The problem and what is needed',
    submit: 'Submit',
    accept: 'Accept',
    how: 'How it counts',
    rest: 'More',
    leaders: 'Leaders',
    kept: 'Contracts kept',
  },
} as const;

/** From the first screen of the day to the visit's arrival. */
async function logVisit({ page, language }: Visitor, seen: string, problem?: string): Promise<Thumb> {
  const say = words[language];
  const thumb = new Thumb();
  await thumb.on(page.getByRole('link', { name: say.log }));
  await thumb.on(page.locator('.visit-pick').first());
  await thumb.on(page.locator('.choice', { hasText: say.slow }));
  await page.getByLabel(say.seen).fill(seen);
  if (problem) {
    await thumb.on(page.locator('.choice', { hasText: say.found }));
    await thumb.on(page.locator('.choice', { hasText: say.water }));
    await page.getByLabel(say.needs).fill(problem);
  }
  await thumb.on(page.getByRole('button', { name: say.submit }));
  await page.waitForURL('**/visits');
  await eventually(async () => (await visitsOf(page)).some((visit) => visit.seen === seen), 'the visit arrives');
  return thumb;
}

const home = async (visitor: Visitor) => {
  await visitor.goto('/');
  await visitor.page.getByRole('heading', { level: 1, name: words[visitor.language].todo }).waitFor();
};

it('a leader’s day on a phone, from signing in to giving feedback', async () => {
  const leader = await visitors.as({ screen: 'phone' });
  const { page } = leader;
  const { username, password } = visitors.system.account('leader', LEADER);
  await page.goto('/');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).tap();

  // Home is what waits, the soonest due first, each with how its time counts, day by day.
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  await page.locator('.todo-row').first().waitFor();
  const left = await page.locator('.todo-due strong').allInnerTexts();
  const days = left.map((text) => Number(/\d+/.exec(text)?.[0]) * (text.startsWith('超') ? -1 : 1));
  expect(days.length).toBeGreaterThanOrEqual(2);
  expect(days).toEqual([...days].sort((a, b) => a - b));
  await page.getByText('时限怎么算的').first().tap();
  await page.getByText('当日不计').waitFor();
  await leader.look('day-1-to-do');

  // One tap accepts.
  const waiting = await page.getByRole('button', { name: '受理' }).count();
  await page.getByRole('button', { name: '受理' }).first().tap();
  await page.getByText('已受理').waitFor();
  await eventually(
    async () => (await page.getByRole('button', { name: '受理' }).count()) === waiting - 1,
    'it is accepted',
  );

  // A visit in four taps and a sentence, one with a problem in at most eight and two.
  const plain = await logVisit(leader, '主体施工到六层，人手少一半。');
  expect(plain.taps).toBeLessThanOrEqual(4);
  await leader.look('day-2-visits');
  await home(leader);
  const withProblem = await logVisit(leader, '设备到场未安装。', '10kV 专线未送电，请供电公司本月内接通。');
  expect(withProblem.taps).toBeLessThanOrEqual(8);
  expect(withProblem.seconds).toBeLessThan(30);
  expect((await visitsOf(page)).find(({ seen }) => seen === '设备到场未安装。')).toMatchObject({ problems: 1 });
  await page.getByText('设备到场未安装。').waitFor();
  await page.locator('.row-title').first().tap();
  await page.getByText('10kV 专线未送电').first().waitFor();
  await leader.look('day-3-visit');

  // A problem that cannot be solved here goes up, with the reason.
  await home(leader);
  await page
    .getByRole('link', { name: /去办理/ })
    .first()
    .tap();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await leader.settled();
  const others = page.getByText(/其他办理/);
  if ((await others.count()) > 0) await others.tap();
  await page.getByRole('button', { name: '上提', exact: true }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('资金由市财政拨付，区里定不了。');
  await leader.look('day-4-sign-up');
  await dialog.getByRole('button', { name: '上提' }).tap();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('main').getByText('周例会').first().waitFor();
  await leader.look('day-5-problem');

  // From a light that is not green two taps to its project.
  await leader.goto('/cockpit');
  await leader.look('day-6-cockpit');
  const light = page.locator('.wall-row').first();
  const taps = new Thumb();
  await taps.on(light);
  await taps.on(dialog.locator('a[href^="/projects/"]').first());
  expect(taps.taps).toBe(2);
  await page.waitForURL('**/projects/*');
  await leader.look('day-7-project');

  // And what is not as it should be is said.
  await page.getByRole('button', { name: '提意见' }).tap();
  await dialog.getByLabel('您的意见').fill('地下室没有信号。');
  await dialog.getByRole('button', { name: '提交' }).tap();
  await page.getByText('谢谢，已收到').waitFor();
});

describe('one’s own page', () => {
  it.each(['zh', 'en'] as const)(
    'says first what waits, then what is not kept, broken before at risk; the kept is folded away, in %s',
    async (language: Language) => {
      const leader = await visitors.as({ role: 'leader', screen: 'phone', language });
      const { page } = leader;
      const say = words[language];
      await home(leader);
      await page.getByRole('button', { name: say.rest }).tap();
      await page.getByRole('link', { name: say.leaders }).tap();
      await page.locator('main a[href^="/leaders/"]').first().tap();
      await page.locator('.contracts').first().waitFor();
      await leader.look('day-8-own-page');
      const open = page.locator('.contracts > li:visible');
      const colours = await open
        .locator('.contract-head .light')
        .evaluateAll((lights) => lights.map((light) => /\b(red|yellow|green)\b/.exec(light.className)?.[0]));
      expect(colours.length).toBeGreaterThan(5);
      expect(colours).toEqual([
        ...colours.filter((each) => each === 'red'),
        ...colours.filter((each) => each === 'yellow'),
      ]);
      const before = await open.count();
      await page.getByText(say.kept).tap();
      await eventually(async () => (await open.count()) > before, 'the kept ones unfold');
      // Why, and by which evidence, behind each.
      await page.locator('.commitment > summary').first().tap();
      await leader.look('day-9-own-page-open');
    },
  );
});

it('in English: accepts in one tap, logs a visit with a problem in eight', async () => {
  const leader = await visitors.as({ role: 'leader', index: 11, screen: 'phone', language: 'en' });
  const { page } = leader;
  await home(leader);
  await page.getByText('How it counts').first().tap();
  await leader.look('day-1-to-do');
  await page.getByRole('button', { name: 'Accept' }).first().tap();
  await page.getByText(/is accepted/).waitFor();
  const thumb = await logVisit(
    leader,
    'Six floors up, half the men.',
    'No mains power yet; the grid company must connect it.',
  );
  expect(thumb.taps).toBeLessThanOrEqual(8);
  expect(thumb.seconds).toBeLessThan(30);
  await leader.look('day-2-visits');
});
