// The arrows of the house. Every rule is proved by a violating fixture in test/architecture/fixtures.
const feature = '^libs/features/src/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'What is generated (libs/api-client/src) is as its generator makes it.',
      severity: 'error',
      from: { pathNot: '^libs/api-client/src/' },
      to: { circular: true },
    },
    { name: 'no-missing-module', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-stands-alone',
      comment: 'The domain is pure TypeScript: the browser runs it too.',
      severity: 'error',
      from: { path: '^libs/domain/' },
      to: { pathNot: ['^libs/domain/', '^node_modules/chinese-days/'] },
    },
    {
      name: 'db-uses-domain-only',
      severity: 'error',
      from: { path: '^libs/db/' },
      to: { path: '^(libs|apps|seeds)/', pathNot: '^libs/(domain|db)/' },
    },
    {
      name: 'jobs-use-db-and-domain-only',
      severity: 'error',
      from: { path: '^libs/jobs/' },
      to: { path: '^(libs|apps|seeds)/', pathNot: '^libs/(domain|db|jobs)/' },
    },
    {
      name: 'platform-uses-domain-only',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: '^(libs|apps|seeds)/', pathNot: '^libs/(domain|platform)/' },
    },
    {
      name: 'features-use-the-four-libraries',
      severity: 'error',
      from: { path: '^libs/features/' },
      to: { path: '^(libs|apps|seeds)/', pathNot: '^libs/(domain|db|jobs|platform|features)/' },
    },
    {
      name: 'features-meet-at-the-front-door',
      comment: "A feature uses another feature's index.ts only.",
      severity: 'error',
      from: { path: feature },
      to: { path: '^libs/features/', pathNot: ['^libs/features/src/$1/', '^libs/features/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'nothing-uses-an-app',
      severity: 'error',
      from: { path: '^(libs|seeds)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-meet',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-enter-features-by-the-front-door',
      severity: 'error',
      from: { path: '^(apps|seeds)/' },
      to: { path: '^libs/features/', pathNot: '^libs/features/src/[^/]+/index\\.ts$' },
    },
    {
      name: 'web-uses-client-and-domain-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps|seeds)/', pathNot: '^(apps/web|libs/(api-client|domain))/' },
    },
    {
      name: 'sql-in-repositories-and-queries-only',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/(db|jobs)/', '\\.(repository|queries)\\.ts$'] },
      to: { path: '^node_modules/drizzle-orm/' },
    },
    {
      name: 'pg-in-db-only',
      severity: 'error',
      from: { path: '^(libs|apps/(api|worker))/', pathNot: '^libs/db/' },
      to: { path: '^node_modules/(pg|@types/pg)/' },
    },
    {
      name: 'queue-in-jobs-only',
      severity: 'error',
      from: { path: '^(apps/(api|worker|web)|libs|seeds)/', pathNot: '^libs/jobs/' },
      to: { path: '^node_modules/(bullmq|ioredis|@nestjs/bullmq)/' },
    },
    {
      name: 'mail-in-platform-mail-only',
      severity: 'error',
      from: { path: '^(apps/(api|worker|web)|libs|seeds)/', pathNot: '^libs/platform/src/mail/' },
      to: { path: '^node_modules/(nodemailer|@types/nodemailer)/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(apps|libs|seeds)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^test/', '\\.spec\\.ts$', '^node_modules/(jest|@jest|supertest|fast-check)/'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.spec\\.ts$', '^dist/', '/testing/'] },
    webpackConfig: { fileName: './test/architecture/resolve.cjs' },
  },
};
