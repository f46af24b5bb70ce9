import tseslint from 'typescript-eslint';

const clockOnly = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The time comes from platform/clock or the transaction (tx.now), never from new Date().',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The time comes from platform/clock or the transaction (tx.now), never from Date.now().',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist.half/',
      'dist.old/',
      '.local/',
      'node_modules/',
      'libs/api-client/src/',
      'test/architecture/fixtures/',
      'coverage/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true } },
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'seeds/**/*.ts'],
    // In a browser the device's clock is all there is; what counts is decided by the server.
    ignores: ['libs/platform/src/clock/**', 'apps/web/**', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockOnly] },
  },
  { files: ['apps/local/**', 'test/**'], rules: { 'no-console': 'off' } },
);
