import { beforeAll, describe, expect, it } from '@jest/globals';
import { destinationsOf } from './support/destinations.js';
import { detailsFor } from './support/details.js';
import { eventually } from './support/eventually.js';
import { oldestBrowsers, type OldestBrowser } from './support/oldest-browsers.js';
import { fillIn, jpeg, photosOf, takePhotos, visitsOf } from './support/phone-visits.js';
import { pictureFromAPhone } from './support/pictures.js';
import { visitorsOf } from './support/visitors.js';

// Our browser, with everything taken out that came after the oldest ones that people here have. Whatever a screen misses
// then is an error in its window, and fails the test.

const TODAY = '2023-04-03';
const visitors = visitorsOf({
  now: '2023-03-24T10:00:00+08:00',
  seed: 'demo',
  movedTo: `${TODAY}T09:02:00+08:00`,
  testMs: 240_000,
});
let picture: Buffer;

beforeAll(async () => {
  picture = await pictureFromAPhone(1200, 900);
}, 120_000);

/** What each of them is known to lack. */
const lacking: Record<OldestBrowser, string> = {
  'Chrome 99': '[].toSorted ?? Object.groupBy ?? HTMLElement.prototype.showPopover ?? AbortSignal.any',
  'Safari 15.4': '[].toSorted ?? globalThis.requestIdleCallback ?? globalThis.OffscreenCanvas ?? AbortSignal.any',
};

describe.each(Object.keys(oldestBrowsers) as OldestBrowser[])('in %s', (oldest) => {
  it('nothing is left of what came later', async () => {
    const { page } = await visitors.as({ role: 'leader', oldest });
    await page.goto('/');
    expect(await page.evaluate(`String(${lacking[oldest]})`)).toBe('undefined');
  });

  it.each(['principal', 'coordinator', 'leader', 'office', 'systemAdmin'] as const)(
    '%s goes everywhere the navigation leads to',
    async (role) => {
      const addresses = await destinationsOf(visitors, role, 'zh');
      const visitor = await visitors.as({ role, oldest });
      for (const address of addresses) await visitor.goto(address);
    },
  );

  it('the coordinator sees one screen of each kind behind the lists', async () => {
    const visitor = await visitors.as({ role: 'coordinator', oldest });
    for (const address of await detailsFor(visitor, TODAY)) await visitor.goto(address);
  });

  it('an office finds its project by a few letters, on a phone', async () => {
    const office = await visitors.as({ role: 'office', screen: 'phone', oldest });
    const { page } = office;
    await office.goto('/problems/new');
    await page.getByRole('combobox', { name: '项目' }).tap();
    await page.keyboard.type('项目');
    await page.getByRole('option').first().tap();
    expect(await page.getByRole('combobox', { name: '项目' }).inputValue()).toContain('项目');
  });

  it('a leader’s visit arrives with its photo, made small on the phone', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone', oldest });
    const { page } = leader;
    const seen = `在 ${oldest} 上记的。`;
    await leader.goto('/visits/new');
    await fillIn(page, seen);
    await takePhotos(page, jpeg(picture));
    await page.locator('button[type=submit]').tap();
    await page.waitForURL('**/visits');
    const arrived = async () => (await visitsOf(page)).find((visit) => visit.seen === seen && visit.photos === 1);
    const visit = await eventually(arrived, 'the visit and its photo arrive');
    const [photo] = await photosOf(page, visit.id);
    expect(photo!.bytes).toBeLessThanOrEqual(300 * 1024);
  });
});
