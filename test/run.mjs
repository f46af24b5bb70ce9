// `npm test`: installs and builds what is missing, starts throwaway services, runs everything, the quick things first.
// A stage that fails does not hold back the next. Names of stages as arguments run only those: `npm test -- unit db`.
// The last line is `N passed, M failed`, and `, K skipped` if any.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from '../apps/local/src/compilation.mjs';
import { install, isInstalled } from '../apps/local/src/installation.mjs';
import { readJson } from '../apps/local/src/local-files.mjs';
import { repository, startTestServices } from './support/test-services.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** Milliseconds after which what still runs is ended and counts as failed. Every screen takes longer than all the rest. */
const limit = (process.env.DUBAN_BROWSER_SCALE === 'full' ? 45 : 15) * 60_000;
const began = performance.now();
const bin = (/** @type {string} */ file) => path.join(repository, 'node_modules', file);

/** One command each; one passed or failed each. Each keeps one core busy, so two run at a time, the longest first. */
const checks = {
  lint: [bin('eslint/bin/eslint.js'), '.'],
  format: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
  types: [bin('typescript/bin/tsc'), '--noEmit'],
  'types-web': [bin('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'],
  boundaries: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'apps', 'libs', 'seeds'],
};
const jestProjects = ['unit', 'architecture', 'db', 'e2e', 'browser', 'faults'];
const needServices = new Set(['db', 'e2e', 'browser', 'faults']);
const stages = [...Object.keys(checks), ...jestProjects];

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {(() => Promise<void>) | undefined} */
let stopServices;
const resultFolder = path.join(repository, '.local/test-results');
/** @type {Tally} */
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];

/** @param {string} words */
function headline(words) {
  console.log(`\n── ${words} ${'─'.repeat(Math.max(3, 100 - words.length))}`);
}

/**
 * @param {string[]} args of node
 * @param {{ environment?: NodeJS.ProcessEnv, hear?: (words: Buffer) => void }} [options] `hear` gets what it prints
 * @returns {Promise<number>} exit code; 1 when it was ended by a signal or by the limit
 */
function runNode(args, { environment = {}, hear } = {}) {
  return new Promise((resolve) => {
    const out = hear ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, args, {
      cwd: repository,
      env: { ...process.env, ...environment },
      stdio: ['pipe', out, out],
    });
    running.add(child);
    if (hear) for (const stream of [child.stdout, child.stderr]) stream?.on('data', hear);
    const left = Math.max(1000, limit - (performance.now() - began));
    const timer = setTimeout(() => {
      console.error(`the limit of ${limit / 60_000} minutes is over`);
      child.kill('SIGKILL');
    }, left);
    const done = (/** @type {number} */ code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve(code);
    };
    child.once('error', () => done(1));
    // Not `exit`: what it printed last may still be under way then.
    child.once('close', (code) => done(code ?? 1));
  });
}

/**
 * @param {string} project
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Tally>}
 */
async function runJest(project, environment) {
  const outputFile = path.join(resultFolder, `${project}.${process.pid}.json`);
  mkdirSync(resultFolder, { recursive: true });
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  args.push('--import', path.join(repository, 'test/support/leash.mjs'), bin('jest/bin/jest.js'));
  args.push('--selectProjects', project, '--ci', '--maxWorkers=2', '--passWithNoTests');
  args.push('--json', `--outputFile=${outputFile}`);
  const code = await runNode(args, { environment });
  const result = readJson(outputFile);
  rmSync(outputFile, { force: true });
  // No result at all, or a failure outside every test, is a failure too.
  if (!result) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/**
 * @param {string} name
 * @param {() => Promise<Tally>} work
 */
async function stage(name, work) {
  headline(name);
  const from = performance.now();
  /** @type {Tally} */
  let tally = { passed: 0, failed: 1, skipped: 0 };
  try {
    tally = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  count(name, tally, from);
}

/**
 * @param {string} name
 * @param {Tally} tally
 * @param {number} from when it began, by `performance.now()`
 */
function count(name, tally, from) {
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  summary.push(`${tally.failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(14)} ${inWords(tally).padEnd(24)} ${seconds} s`);
}

/**
 * Two at a time; what each says is said when it is done, so that it stays together.
 * @param {(keyof typeof checks)[]} names
 */
async function runChecks(names) {
  const waiting = [...names];
  const lane = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const from = performance.now();
      /** @type {Buffer[]} */
      const said = [];
      const code = await runNode(checks[name], { hear: (words) => said.push(words) });
      headline(name);
      process.stdout.write(Buffer.concat(said));
      count(name, asOne(code), from);
    }
  };
  await Promise.all([lane(), lane()]);
}

/** @param {Tally} tally */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {number} code
 * @returns {Tally}
 */
const asOne = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

async function services() {
  if (process.env.DUBAN_TEST_SERVICES) return { DUBAN_TEST_SERVICES: process.env.DUBAN_TEST_SERVICES };
  const started = await startTestServices();
  stopServices = started.stop;
  return { DUBAN_TEST_SERVICES: JSON.stringify(started.services) };
}

async function finish() {
  for (const child of running) child.kill('SIGTERM');
  await stopServices?.();
}

/** @param {string[]} chosen */
async function run(chosen) {
  if (!isInstalled(repository)) {
    headline('npm ci');
    install(repository);
  }
  await stage('build', async () => {
    build(repository);
    return asOne(0);
  });
  await runChecks(/** @type {(keyof typeof checks)[]} */ (Object.keys(checks).filter((name) => chosen.includes(name))));
  /** @type {NodeJS.ProcessEnv | undefined} */
  let environment;
  for (const name of jestProjects.filter((each) => chosen.includes(each))) {
    await stage(name, async () => {
      if (needServices.has(name)) environment ??= await services();
      return await runJest(name, needServices.has(name) ? (environment ?? {}) : {});
    });
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => void finish().then(() => process.exit(1)));
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !stages.includes(name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}. The stages are ${stages.join(', ')}`);
  process.exit(1);
}
try {
  await run(asked.length > 0 ? stages.filter((name) => asked.includes(name)) : stages);
} catch (error) {
  total.failed += 1;
  console.error(error instanceof Error ? error.message : error);
}
await finish();
headline('summary');
for (const line of summary) console.log(line);
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
