import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const configuration = require('../../.dependency-cruiser.cjs') as IConfiguration;
const { resolveIn } = require('./resolve.cjs') as { resolveIn: (folder: string) => object };

/** One violating import per rule, `[importer, import statement, what it imports]`; a rule without one fails below. */
const violations: Record<string, [importer: string, imported: string, text?: string][]> = {
  'no-cycle': [
    ['libs/domain/src/a.ts', './b.js'],
    ['libs/domain/src/b.ts', './a.js'],
  ],
  'no-missing-module': [['libs/domain/src/gone.ts', './not-there.js']],
  'domain-stands-alone': [['libs/domain/src/reads-files.ts', 'node:fs']],
  'db-uses-domain-only': [['libs/db/src/upward.ts', '#jobs/target.js']],
  'jobs-use-db-and-domain-only': [['libs/jobs/src/sideways.ts', '#platform/target.js']],
  'platform-uses-domain-only': [['libs/platform/src/sideways.ts', '#db/target.js']],
  'features-use-the-four-libraries': [['libs/features/src/one/outward.ts', '#api-client/target.js']],
  'features-meet-at-the-front-door': [['libs/features/src/one/one.service.ts', '#features/two/two.service.js']],
  'nothing-uses-an-app': [['libs/features/src/one/app.ts', '../../../../apps/api/src/target.js']],
  'apps-do-not-meet': [['apps/worker/src/other.ts', '../../api/src/target.js']],
  'apps-enter-features-by-the-front-door': [['apps/api/src/back-door.ts', '#features/two/two.service.js']],
  'web-uses-client-and-domain-only': [['apps/web/src/screen.ts', '#db/target.js']],
  'sql-in-repositories-and-queries-only': [['libs/features/src/one/one.controller.ts', 'drizzle-orm']],
  'pg-in-db-only': [['libs/features/src/one/one.repository.ts', 'pg']],
  'queue-in-jobs-only': [['libs/platform/src/queue.ts', 'bullmq']],
  'mail-in-platform-mail-only': [['libs/features/src/one/one.mail.ts', 'nodemailer']],
  'no-test-code-in-the-product': [['libs/domain/src/tests-itself.ts', 'fast-check']],
};

const targets = [
  'libs/jobs/src/target.ts',
  'libs/platform/src/target.ts',
  'libs/db/src/target.ts',
  'libs/api-client/src/target.ts',
  'libs/features/src/two/two.service.ts',
  'apps/api/src/target.ts',
];

async function violatedRules(folder: string): Promise<{ rule: string; from: string }[]> {
  const result = await cruise(
    ['apps', 'libs'],
    {
      ...configuration.options,
      webpackConfig: undefined,
      ruleSet: { forbidden: configuration.forbidden },
      validate: true,
      baseDir: folder,
    },
    resolveIn(folder),
  );
  return (result.output as ICruiseResult).summary.violations.map((v) => ({ rule: v.rule.name, from: v.from }));
}

describe('the arrows of the house', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'duban-arrows-'));
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    const write = async (file: string, text: string) => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    };
    for (const target of targets) await write(target, 'export const target = 1;\n');
    for (const [importer, imported] of Object.values(violations).flat())
      await write(importer, `import * as it from '${imported}';\nexport const used = it;\n`);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has a violating fixture for every rule', () => {
    expect(Object.keys(violations).sort()).toEqual((configuration.forbidden ?? []).map((rule) => rule.name).sort());
  });

  it('catches every violation', async () => {
    const found = await violatedRules(folder);
    for (const [rule, imports] of Object.entries(violations))
      expect(found).toContainEqual({ rule, from: imports[0]![0] });
  });

  it('lets the house itself pass', async () => {
    expect(await violatedRules(root)).toEqual([]);
  });
});
