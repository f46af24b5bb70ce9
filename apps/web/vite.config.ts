import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { offlineShell } from './offline-shell.js';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const library = (name: string) => ({
  find: new RegExp(`^#${name}/(.*)\\.js$`),
  replacement: path.join(repository, `libs/${name}/src/$1.ts`),
});

// Chrome 99 and Safari 15.4: what the machines in offices and the phones of leaders have.
export default defineConfig({
  root: path.join(repository, 'apps/web'),
  base: '/',
  plugins: [offlineShell(path.join(repository, 'apps/web'))],
  resolve: { alias: [library('domain'), library('api-client')] },
  // `npx vite --config apps/web/vite.config.ts` beside a system that runs: screens change as they are saved.
  server: { proxy: { '/api': process.env.DUBAN_API ?? 'http://127.0.0.1:3000' } },
  build: {
    manifest: true,
    target: ['chrome99', 'safari15.4'],
    cssTarget: ['chrome99', 'safari15.4'],
    outDir: path.join(repository, 'dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      treeshake: { moduleSideEffects: (id) => !id.includes('/libs/') },
      // Libraries mark their modules for a server that this house does not have.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
    },
  },
});
