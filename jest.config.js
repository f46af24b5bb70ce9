// One project per kind of test, quick ones first. `unit` touches nothing outside the process; `db` talks to
// real Postgres and Redis; `e2e` starts the built api and worker; `architecture` reads the source;
// `browser` looks at the screens of the running system.
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        // The build's .swcrc leaves specs out; here they are all there is.
        swcrc: false,
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  moduleNameMapper: {
    '^#(domain|db|jobs|platform|features|api-client)/(.*)\\.js$': '<rootDir>/libs/$1/src/$2.ts',
    '^#seeds/(.*)\\.js$': '<rootDir>/seeds/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
};

const services = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

// `npm test` runs the slice; `npm run test:browser` all of it.
const browser = process.env.DUBAN_BROWSER_SCALE === 'full' ? '**/*.spec.ts' : '**/*.slice.spec.ts';

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/seeds/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.db\\.spec\\.ts$'],
    },
    {
      ...shared,
      ...services,
      displayName: 'db',
      testMatch: ['<rootDir>/libs/**/*.db.spec.ts', '<rootDir>/seeds/**/*.db.spec.ts'],
    },
    { ...shared, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'] },
    { ...shared, ...services, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
    {
      ...shared,
      ...services,
      displayName: 'browser',
      testMatch: [`<rootDir>/test/browser/${browser}`],
    },
    { ...shared, ...services, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.spec.ts'] },
  ],
};
