// Before the first database, story or fault test of a run. Jest calls it once per run, whatever the number of projects;
// `npm test` starts the services itself and hands them on in DUBAN_TEST_SERVICES.
import { startTestServices } from './test-services.mjs';

/** @type {(() => Promise<void>) | undefined} */
let stopServices;

export default async function globalSetup() {
  if (process.env.DUBAN_TEST_SERVICES) return;
  const { services, stop } = await startTestServices();
  process.env.DUBAN_TEST_SERVICES = JSON.stringify(services);
  stopServices = stop;
}

/** Ends what this run's set-up started; nothing when it was handed its services. */
export async function endServices() {
  if (!stopServices) return;
  await stopServices();
  stopServices = undefined;
  delete process.env.DUBAN_TEST_SERVICES;
}
