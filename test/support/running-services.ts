import type { TestServices } from './test-services.mjs';

/** The services that global-setup started for this run. */
export function testServices(): TestServices {
  const text = process.env.DUBAN_TEST_SERVICES;
  if (!text) throw new Error('no test services: this test belongs into a Jest project with globalSetup');
  return JSON.parse(text) as TestServices;
}
