// How `#domain/x.js` is found in the sources: package.json's imports point at dist, the boundaries speak of libs.
// CommonJS, since dependency-cruiser loads its settings that way.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const path = require('node:path');

/** @param {string} root the checkout (or a fixture laid out like one) */
const resolveIn = (root) => ({
  alias: {
    ...Object.fromEntries(
      ['domain', 'db', 'jobs', 'platform', 'features', 'api-client'].map((lib) => [
        `#${lib}`,
        path.join(root, 'libs', lib, 'src'),
      ]),
    ),
    '#seeds': path.join(root, 'seeds'),
  },
  extensionAlias: { '.js': ['.ts', '.js'] },
  symlinks: false,
  exportsFields: ['exports'],
  conditionNames: ['import', 'node', 'default'],
});

module.exports = { resolve: resolveIn(path.join(__dirname, '../..')), resolveIn };
