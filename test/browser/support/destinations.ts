import { expect } from '@jest/globals';
import type { Language } from './visitor.js';
import type { Visitors } from './visitors.js';

export const roles = [
  'principal',
  'coordinator',
  'leader',
  'office',
  'department',
  'enterprise',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const;

export type Role = (typeof roles)[number];

/** Everywhere somebody of this role can go from the navigation, as the rail offers it. */
export async function destinationsOf(visitors: Visitors, role: Role, language: Language): Promise<string[]> {
  const { page } = await visitors.as({ role, language });
  await page.goto('/notices');
  const links = page.locator('nav.rail a[href]');
  await links.first().waitFor();
  const addresses = await links.evaluateAll((found) => [...new Set(found.map((link) => link.getAttribute('href')!))]);
  expect(addresses.length).toBeGreaterThan(2);
  return addresses;
}
