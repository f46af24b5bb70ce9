import { describe, expect, it } from '@jest/globals';
import { destinationsOf, roles } from './support/destinations.js';
import { detailsFor } from './support/details.js';
import { eventually } from './support/eventually.js';
import { meetingOn } from './support/meetings.js';
import type { Language, Squeezed, Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

// WCAG 2.2, 1.4.4 and 1.4.10: letters twice as large, or a window of 320 px, and nothing is lost.

/** A Monday, so that a meeting is in session; March and its quarter have closed, so that there are cards. */
const TODAY = '2023-04-03';

// A district closes what ends after it began.
const visitors = visitorsOf({
  now: '2023-03-24T10:00:00+08:00',
  seed: 'demo',
  movedTo: `${TODAY}T09:02:00+08:00`,
  testMs: 400_000,
});

/** Windows in CSS px; 640 is one of 1280 at 200 %. `letters` is the size of the root's, in percent. */
const windows = [
  { name: '320', width: 320, letters: 100 },
  { name: '640', width: 640, letters: 100 },
  { name: 'large-letters', width: 1280, letters: 200 },
] as const;

async function squeeze({ page }: Visitor, width: number, letters: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(`document.documentElement.style.fontSize = '${letters === 100 ? '' : `${letters}%`}'`);
}

const isSqueezed = ({ sideways, ...found }: Squeezed): boolean =>
  sideways > 0 || Object.values(found).some(({ length }) => length > 0);

/** What measures itself, as a curve does or a table, does so some frames after. */
async function onceSettled(visitor: Visitor): Promise<Squeezed> {
  for (let tries = 0; tries < 10; tries++) {
    const found = await visitor.squeezed();
    if (!isSqueezed(found)) return found;
    await visitor.page.waitForTimeout(100);
  }
  return visitor.squeezed();
}

async function lookSqueezed(visitor: Visitor, address: string): Promise<object[]> {
  const faults: object[] = [];
  await visitor.page.setViewportSize({ width: 1280, height: 900 });
  await visitor.goto(address);
  const short = address.replaceAll(/[0-9a-f-]{36}/g, 'one').replaceAll(/[/?=]/g, '-');
  for (const { name, width, letters } of windows) {
    await squeeze(visitor, width, letters);
    const found = await onceSettled(visitor);
    if (isSqueezed(found)) faults.push({ address, name, ...found });
    await visitor.picture(`reflow-${name}${short}`);
  }
  return faults;
}

const languages: readonly Language[] = ['zh', 'en'];

describe.each(languages)('in a narrow window and with large letters, in %s', (language) => {
  it.each(roles)('%s reads everything the navigation leads to', async (role) => {
    const addresses = await destinationsOf(visitors, role, language);
    const visitor = await visitors.as({ role, language });
    const faults: object[] = [];
    for (const address of addresses) faults.push(...(await lookSqueezed(visitor, address)));
    expect(faults).toEqual([]);
  });

  it('the coordinator reads one screen of each kind behind the lists', async () => {
    const visitor = await visitors.as({ role: 'coordinator', language });
    await meetInSession(visitor);
    const faults: object[] = [];
    for (const address of await detailsFor(visitor, TODAY)) faults.push(...(await lookSqueezed(visitor, address)));
    expect(faults).toEqual([]);
  });

  it('a leader logs a visit', async () => {
    const visitor = await visitors.as({ role: 'leader', language });
    expect(await lookSqueezed(visitor, '/visits/new')).toEqual([]);
  });
});

async function meetInSession(visitor: Visitor): Promise<void> {
  const { id, state, version, items } = await eventually(async () => {
    const meeting = await meetingOn(visitor, TODAY);
    return meeting.state !== 'agendaOpen' && meeting;
  }, 'the agenda is locked');
  if (state === 'inSession') return;
  const post = (what: string, data: object, seen: number, method: 'post' | 'put' = 'post') =>
    visitor.page.request[method](`/api/v1/meetings/${id}/${what}`, { data, headers: { 'If-Match': `"${seen}"` } });
  const begun = await post('session', {}, version);
  expect(await begun.text()).toContain('inSession');
  const now = (await begun.json()) as { version: number };
  await post('session/current', { itemId: items[0]!.id }, now.version, 'put');
}

describe('for who asked for less', () => {
  it.each(['/cockpit', '/problems', '/meetings', '/to-do', '/notices'])('%s does not move', async (address) => {
    const visitor = await visitors.as({ role: 'coordinator' });
    await visitor.goto(address);
    expect(await visitor.moving()).toEqual([]);
  });
});

describe('in colours of the reader’s own', () => {
  it.each(languages)('wall, chain, ladder and bars still tell, in %s', async (language) => {
    const visitor = await visitors.as({ role: 'principal', language });
    await visitor.page.emulateMedia({ forcedColors: 'active' });
    await visitor.goto('/cockpit');
    await visitor.page.locator('.wall-row').first().waitFor();
    await visitor.picture('forced-colours-cockpit');
    // What is done, what is left and where the time is differ from each other without the page's own colours.
    const looks = await visitor.partsOfBar();
    expect(new Set(looks).size).toBe(looks.length);
  });
});
