// `npm run bench`: the district's chain and results table against the same figures by plain SQL, for 332 projects and for
// 33,200, and the closing of a week for 33,200. Figures are compared before anything is timed; a difference, or a missed
// aim, is exit code 1. `--slice` stops after 332 projects and judges no time.
import { build } from '../../apps/local/src/compilation.mjs';
import { install, isInstalled } from '../../apps/local/src/installation.mjs';
import { repository, startTestServices } from '../support/test-services.mjs';

const slice = process.argv.includes('--slice');
if (!isInstalled(repository)) install(repository);
build(repository);
const { bench } = await import('./bench.mjs');

/** @type {import('../support/test-services.mjs').TestServices | undefined} */
const given = process.env.DUBAN_TEST_SERVICES && slice ? JSON.parse(process.env.DUBAN_TEST_SERVICES) : undefined;
const own = given ? undefined : await startTestServices(['postgres']);
try {
  const services = given ?? /** @type {NonNullable<typeof own>} */ (own).services;
  process.exitCode = (await bench(services, slice)) ? 0 : 1;
} finally {
  await own?.stop();
}
