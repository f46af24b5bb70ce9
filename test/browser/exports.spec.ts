import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

/** What leaves each screen as a workbook: narrowed as the screen is. */
const exported = [
  ['coordinator', '/meetings', 'meetings'],
  ['coordinator', '/reports', 'reports?from=2023-01-23&to=2023-03-27'],
  ['coordinator', '/results?by=office&year=2023', 'results?by=office&year=2023'],
  ['coordinator', '/feedback?answered=false', 'feedback?answered=false'],
  ['coordinator', '/decisions?status=open', 'decisions?status=open'],
  ['coordinator', '/decisions', 'decision-units'],
  ['coordinator', '/looks', 'looks'],
  ['coordinator', '/leaves', 'leaves?from=2023-02-22'],
  ['coordinator', '/cockpit', 'lights?on=2023-03-24'],
  ['coordinator', '/cards?colour=yellow', 'cards?colour=yellow'],
  ['auditAdmin', '/audit?result=denied&from=2023-03-24', 'audit?result=denied&from=2023-03-24T00%3A00%3A00%2B08%3A00'],
  ['systemAdmin', '/users?username=office-beixia', 'users?username=office-beixia'],
] as const;

describe('what is on a screen leaves as a workbook, filters kept', () => {
  it.each(exported)('%s: %s', async (role, address, table) => {
    const visitor = await visitors.as({ role, screen: 'phone', language: 'en' });
    const { page } = visitor;
    await visitor.goto(address);
    await visitor.look(`export${address.replaceAll(/[/?&=]/g, '-')}`);
    const href = `/api/v1/sheets/exports/${table}`;
    await page.locator(`a[href="${href}"]`).waitFor();
    const answer = await page.request.get(href);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
  });

  it('so do a meeting’s agenda and what an office wrote of a week', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    for (const [list, name, table] of [
      ['/meetings', 'meeting', 'agenda'],
      ['/reports', 'report', 'report-lines'],
    ] as const) {
      await visitor.goto(list);
      await page.locator(`main a[href^="${list}/"]`).first().click();
      await page.locator(`a[href*="/sheets/exports/"][href*="${table}"]`).waitFor();
      await visitor.look(`export-${name}`);
      const href = await page.locator('a[href*="/sheets/exports/"]').getAttribute('href');
      expect((await page.request.get(href!)).status()).toBe(200);
    }
  });

  it('is not offered to who may not have it', async () => {
    const enterprise = await visitors.as({ role: 'enterprise', screen: 'phone' });
    for (const address of ['/problems', '/projects', '/feedback']) {
      await enterprise.goto(address);
      expect(await enterprise.page.locator('a[href*="/sheets/exports/"]').count()).toBe(0);
    }
  });
});
