import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { eventually } from './support/eventually.js';
import { fillIn, jpeg, keepVisit, onDevice, readyForTheSite, visitsOf } from './support/phone-visits.js';
import { pictureFromAPhone } from './support/pictures.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small', behindDoor: true });
let pictures: Buffer[];

beforeAll(async () => {
  pictures = [await pictureFromAPhone(1200, 900), await pictureFromAPhone(800, 600)];
}, 120_000);

beforeEach(() => {
  visitors.door.slow(0);
  for (const keys of Object.values(visitors.door.handedOver)) keys.length = 0;
});

async function network(context: BrowserContext, there: boolean): Promise<void> {
  await (there ? visitors.door.open() : visitors.door.shut());
  await context.setOffline(!there);
}

/**
 * What Chrome does when a network is back: this one never does by itself, but its tools can. Asked for in a window that
 * shows nothing of this house.
 */
async function synchronizing(page: Page): Promise<(lastChance?: boolean) => Promise<void>> {
  const inPage = await page.context().newCDPSession(page);
  const known = new Promise<string>((found) =>
    inPage.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
      if (one) found(one.registrationId);
    }),
  );
  await inPage.send('ServiceWorker.enable');
  const event = { origin: new URL(page.url()).origin, registrationId: await known, tag: 'duban-visits' };
  const empty = await page.context().newPage();
  const aside = await page.context().newCDPSession(empty);
  await aside.send('ServiceWorker.enable');
  return async (lastChance = false) => {
    await aside.send('ServiceWorker.dispatchSyncEvent', { ...event, lastChance });
  };
}

/** Counted in the page: how often the browser was asked to send with no screen open. */
const askedFor = (page: Page) => page.evaluate<string[]>('globalThis.asked');
const countAsking = `globalThis.asked = [];
  SyncManager.prototype.register = (tag) => { asked.push(tag); return Promise.resolve(); };`;

describe('with every tab closed', () => {
  it('a visit kept without a network arrives once, with its photos, when the browser says that there is one', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    await page.addInitScript(countAsking);
    const synchronize = await synchronizing(page);
    await network(context, false);
    await keepVisit(page, '地下室里记的。', ...pictures.map((picture) => jpeg(picture)));
    await page.getByText('待传 1 条').waitFor();
    expect(new Set(await askedFor(page))).toEqual(new Set(['duban-visits']));
    await page.close();
    // Too early, and for the last time: nothing is lost by it.
    await synchronize(true);
    await network(context, true);
    expect(visitors.door.handedOver).toEqual({ visits: [], photos: [] });
    expect(context.pages().map((each) => each.url())).toEqual(['about:blank']);
    await synchronize();
    await eventually(async () => (await visitsOf(context))[0]?.photos === 2, 'it arrives with its photos');
    const [visit, ...others] = await visitsOf(context);
    expect(others).toEqual([]);
    expect(visit).toMatchObject({ seen: '地下室里记的。' });
    await synchronize();
    const again = await context.newPage();
    await again.goto('/visits');
    await again.getByText('地下室里记的。').waitFor();
    expect([await onDevice(again, 'visits'), await onDevice(again, 'photos')]).toEqual([[], []]);
    expect(visitors.door.handedOver.visits).toEqual([visit!.id]);
    expect(visitors.door.handedOver.photos).toHaveLength(2);
  });

  it('one that is refused holds up none behind it, and waits for its author with the reason', async () => {
    const leader = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    const synchronize = await synchronizing(page);
    await network(context, false);
    await page.goto('/visits/new');
    await fillIn(page, '上个月去的。');
    await page.getByRole('button', { name: '改时间' }).click();
    await page.getByLabel('走访时间').fill('2023-02-01T09:00');
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL('**/visits');
    await keepVisit(page, '今天去的。');
    await page.getByText('待传 2 条').waitFor();
    await page.close();
    await network(context, true);
    await synchronize();
    await eventually(async () => (await visitsOf(context)).length === 1, 'the one behind it arrives');
    expect(await visitsOf(context)).toMatchObject([{ seen: '今天去的。' }]);
    const again = await context.newPage();
    await again.goto('/visits');
    await again.getByText('30天以前的走访不能再补记').waitFor();
    expect(await onDevice(again, 'visits')).toMatchObject([{ state: 'refused', body: { seen: '上个月去的。' } }]);
    expect(visitors.door.handedOver.visits).toHaveLength(2);
  });

  it('of who is signed in no more, or somebody else is, all stays and waits for its author', async () => {
    const leader = await visitors.as({ role: 'leader', index: 2, screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    const synchronize = await synchronizing(page);
    await network(context, false);
    await keepVisit(page, '只作为我的。', jpeg(pictures[0]!));
    await page.getByText('待传 1 条').waitFor();
    await page.close();
    await network(context, true);
    const { handedOver } = visitors.door;
    const cookies = await context.cookies();
    await context.clearCookies();
    await synchronize();
    await eventually(() => Promise.resolve(handedOver.visits.length === 1), 'it is tried by nobody');
    const other = visitors.system.account('leader', 3);
    const { username, password } = other;
    expect((await context.request.post('/api/v1/session', { data: { username, password } })).ok()).toBe(true);
    await synchronize();
    await eventually(() => Promise.resolve(handedOver.visits.length === 2), 'it is tried by another');
    expect(await visitsOf(context)).toEqual([]);
    await context.clearCookies();
    await context.addCookies(cookies);
    expect(await visitsOf(context)).toEqual([]);
    await synchronize();
    await eventually(async () => (await visitsOf(context))[0]?.photos === 1, 'it arrives as its author’s');
    expect(new Set(handedOver.visits).size).toBe(1);
  });
});

describe('with a tab open', () => {
  it('each visit is sent once between them, and the tab says that it has arrived', async () => {
    const leader = await visitors.as({ role: 'leader', index: 4, screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    const synchronize = await synchronizing(page);
    await network(context, false);
    for (const seen of ['一号楼。', '二号楼。', '三号楼。']) await keepVisit(page, seen, jpeg(pictures[0]!));
    await page.getByText('待传 3 条').waitFor();
    // Slow enough that both are at it.
    visitors.door.slow(400);
    await network(context, true);
    await Promise.all([synchronize(), page.evaluate(`dispatchEvent(new Event('online'))`)]);
    await page.getByText('走访已上报').first().waitFor();
    await eventually(async () => (await onDevice(page, 'visits')).length === 0, 'all have gone', 30_000);
    const arrived = await visitsOf(context);
    expect(arrived.map(({ seen, photos }) => `${seen} ${photos}`).sort()).toEqual([
      '一号楼。 1',
      '三号楼。 1',
      '二号楼。 1',
    ]);
    expect(visitors.door.handedOver.visits.sort()).toEqual(arrived.map(({ id }) => id).sort());
    expect(visitors.door.handedOver.photos).toHaveLength(3);
  });
});
