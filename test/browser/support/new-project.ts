import { expect } from '@jest/globals';
import type { Visitor } from './visitor.js';

/** A project as it stands in the ledger on its first day: with nobody who answers for it. */
export async function newProject({ page }: Visitor, code: string, officeId?: string): Promise<string> {
  const { items } = (await (await page.request.get('/api/v1/projects?limit=1')).json()) as { items: { id: string }[] };
  const like = (await (await page.request.get(`/api/v1/projects/${items[0]!.id}`)).json()) as Record<
    'office' | 'company',
    { id: string }
  >;
  const answer = await page.request.post('/api/v1/projects', {
    data: {
      ...{ code, name: '示范路小学', level: 'district', field: 'livelihood', line: 'livelihood', stage: 'preparing' },
      ...{ officeId: officeId ?? like.office.id, companyId: like.company.id, totalInvestment: 120_000_000 },
      years: [{ year: 2023, plannedInvestment: 40_000_000 }],
    },
  });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
