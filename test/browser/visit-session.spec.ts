import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Account } from '../support/running-system.js';
import { eventually } from './support/eventually.js';
import {
  fillIn,
  jpeg,
  keepVisit,
  onDevice,
  readyForTheSite,
  takePhotos,
  visitsOf,
  watchSending,
} from './support/phone-visits.js';
import { pictureFromAPhone } from './support/pictures.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });
let picture: Buffer;

beforeAll(async () => {
  picture = await pictureFromAPhone(1200, 900);
}, 120_000);

/** The server ends every session of this person; the device knows nothing of it. */
async function endSessions({ page }: Visitor): Promise<void> {
  const sessions = (await (await page.request.get('/api/v1/sessions')).json()) as { id: string; current: boolean }[];
  for (const { id } of sessions.sort((a, b) => Number(a.current) - Number(b.current)))
    expect((await page.request.delete(`/api/v1/sessions/${id}`)).status()).toBe(204);
  visitors.signInAnew();
}

async function signIn(page: Page, { username, password }: Account): Promise<void> {
  await page.getByLabel(/用户名|Username/).fill(username);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

const visitsAs = async (index: number) => visitsOf((await visitors.as({ role: 'leader', index })).page);

describe('the session ends in mid-visit', () => {
  it('while it is written: it is kept, the person is told, signs in again, and it goes', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    const { page } = leader;
    await leader.goto('/visits/new');
    await fillIn(page, '签到之后登录过期。');
    await takePhotos(page, jpeg(picture));
    await endSessions(leader);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('登录已过期').waitFor();
    await leader.look('visit-signed-out');
    expect(await onDevice(page, 'visits')).toHaveLength(1);
    await page.locator('.waiting').getByRole('link', { name: '登录' }).click();
    await page.getByText('本机还有 1 条走访待传').waitFor();
    await leader.look('sign-in-waiting');
    await signIn(page, visitors.system.account('leader'));
    expect(new URL(page.url()).pathname).toBe('/visits');
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'it arrives with its photo');
    expect(await visitsOf(page)).toMatchObject([{ seen: '签到之后登录过期。' }]);
    await eventually(async () => (await onDevice(page, 'visits')).length === 0, 'nothing is left');
  });

  it('while it waits: also after a reload nothing is lost', async () => {
    const leader = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    await page.context().setOffline(true);
    await keepVisit(page, '网络断了又过期。');
    // Ended from elsewhere: this device is without a network.
    const elsewhere = await visitors.as({ role: 'leader', index: 1 });
    await endSessions(elsewhere);
    await page.context().setOffline(false);
    await page.getByText('登录已过期').waitFor();
    await page.reload();
    await page.waitForURL('**/sign-in?*');
    await page.getByText('本机还有 1 条走访待传').waitFor();
    await signIn(page, visitors.system.account('leader', 1));
    await eventually(async () => (await visitsOf(page)).length === 1, 'it arrives');
  });
});

describe('another person on the same phone', () => {
  it('neither sends nor sees what the first one wrote, and is told that it waits', async () => {
    const first = visitors.system.account('leader', 2);
    const second = visitors.system.account('leader', 3);
    const leader = await visitors.as({ role: 'leader', index: 2, screen: 'phone' });
    const { page } = leader;
    await leader.goto('/visits/new');
    const sent = watchSending(page);
    await fillIn(page, '只给我自己看。');
    await endSessions(leader);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('登录已过期').waitFor();
    // A draft of the first one, too.
    await leader.goto('/visits').catch(() => undefined);
    await page.waitForURL('**/sign-in?*');
    const before = sent.visits.length;
    await signIn(page, second);
    await page.goto('/visits');
    await page.getByText('本机还有别人的 1 条走访待传').waitFor();
    await leader.look('visits-others-waiting');
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    for (const address of ['/visits', '/visits/new', '/to-do']) {
      await page.goto(address);
      await leader.settled();
      expect(await page.locator('body').innerText()).not.toContain('只给我自己看');
    }
    expect(sent.visits).toHaveLength(before);
    expect(await visitsOf(page)).toEqual([]);
    expect(await visitsAs(2)).toEqual([]);
    // Who wrote it comes back, and it goes as theirs.
    await page.goto('/account');
    await page.getByRole('button', { name: '退出', exact: true }).first().click();
    await page.waitForURL('**/sign-in*');
    await signIn(page, first);
    await eventually(async () => (await visitsOf(page)).length === 1, 'it arrives as its author’s');
    expect(await visitsAs(3)).toEqual([]);
  });

  it('who signs in in a second tab does not send what waits in the first, which shows it no more', async () => {
    const second = visitors.system.account('leader', 5);
    const leader = await visitors.as({ role: 'leader', index: 4, screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    await context.setOffline(true);
    await keepVisit(page, '第一个人的。', jpeg(picture));
    await page.getByText('待传 1 条').waitFor();
    await endSessions(await visitors.as({ role: 'leader', index: 4 }));
    await context.setOffline(false);
    await page.getByText('登录已过期').waitFor();
    const sent = watchSending(page);
    const { username, password } = second;
    expect((await context.request.post('/api/v1/session', { data: { username, password } })).ok()).toBe(true);
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await eventually(() => Promise.resolve(sent.visits.length > 0), 'the first tab tries');
    expect((await sent.visits[0]!.response())!.status()).toBe(401);
    expect(await visitsOf(context)).toEqual([]);

    // As soon as the second one is on the screens anywhere, the first tab is theirs, too.
    const tab = await context.newPage();
    await tab.goto('/visits');
    await tab.getByText('本机还有别人的 1 条走访待传').waitFor();
    await page.getByText('本机还有别人的 1 条走访待传').waitFor();
    expect(await page.getByText('待传 1 条，联网后').count()).toBe(0);
  });
});
