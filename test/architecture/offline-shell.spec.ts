import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

// What the built service worker keeps for a page opened without a network: one file too many or missing and none is kept.

const built = path.resolve(import.meta.dirname, '../../dist/web');
const worker = readFileSync(path.join(built, 'sw.js'), 'utf8');
const { version, files } = JSON.parse(/^self\.DUBAN_SHELL = (.*);$/m.exec(worker)![1]!) as {
  version: string;
  files: string[];
};
const manifest = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  { file: string; isEntry?: boolean }
>;

describe('the screens kept on a device', () => {
  it('are files of this very build, each once', () => {
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(files.filter((file) => !existsSync(path.join(built, file)))).toEqual([]);
    expect(new Set(files).size).toBe(files.length);
  });

  it('are the way in, a visit, what waits, what is to do, and the other language', () => {
    const needed = [
      'features/visit/log-visit.screen.tsx',
      'features/visit/visits.screen.tsx',
      'features/visit/waiting-visits.tsx',
      'features/todo/to-do.screen.tsx',
      'i18n/en.ts',
    ];
    const wanted = Object.entries(manifest).filter(
      ([key, { isEntry }]) => isEntry || needed.some((name) => key === `src/${name}`),
    );
    expect(wanted).toHaveLength(needed.length + 1);
    for (const [, { file }] of wanted) expect(files).toContain(`/${file}`);
  });
});
