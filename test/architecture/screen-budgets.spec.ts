import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

// What a browser must fetch, of what `npm run build` made. A budget is raised only by a decision.

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

const built = path.resolve(import.meta.dirname, '../../dist/web');
const manifest = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const KIB = 1024;
const sizes = new Map<string, number>();

function sizeOf(file: string): number {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(built, file)), { level: 9 }).length);
  return sizes.get(file)!;
}

/** A chunk with all that it cannot run without. */
function withImports(key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const each of manifest[key]!.imports ?? []) withImports(each, found);
  return found;
}

const kib = (files: Iterable<string>) => [...new Set(files)].reduce((sum, file) => sum + sizeOf(file), 0) / KIB;
const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry)!;
const screens = Object.keys(manifest).filter((key) => key.endsWith('.screen.tsx'));
const chunks = Object.values(manifest).filter(({ file }) => file.endsWith('.js'));

describe('the screens stay within their budgets', () => {
  it.each(['features/session/sign-in.screen.tsx', 'features/todo/to-do.screen.tsx'])(
    'the way in by %s: at most 190 KiB of scripts and 10 KiB of styles, compressed',
    (screen) => {
      const keys = [...withImports(entry), ...withImports(screens.find((key) => key.endsWith(screen))!)];
      expect(kib(keys.map((key) => manifest[key]!.file))).toBeLessThanOrEqual(190);
      expect(kib(keys.flatMap((key) => manifest[key]!.css ?? []))).toBeLessThanOrEqual(10);
    },
  );

  it('every chunk fetched later: at most 120 KiB', () => {
    const large = chunks.filter(({ file }) => sizeOf(file) > 120 * KIB).map(({ file }) => `${file} ${sizeOf(file)}`);
    expect(large).toEqual([]);
  });

  it('everything there is: at most 600 KiB', () => {
    expect(kib(chunks.map(({ file }) => file))).toBeLessThanOrEqual(600);
    expect(screens.length).toBeGreaterThan(5);
  });

  it('the service worker, which is one file with the code that sends visits: at most 15 KiB', () => {
    expect(kib(['sw.js'])).toBeLessThanOrEqual(15);
  });

  it('every screen is fetched when somebody goes there, none with the entry', () => {
    expect([...withImports(entry)].filter((key) => key.endsWith('.screen.tsx'))).toEqual([]);
  });

  it('nothing uses what Safari 15.4 cannot read: look-behind in a pattern stops the whole file', () => {
    const files = [...chunks.map(({ file }) => file), 'sw.js'];
    expect(files.filter((file) => /\(\?<[=!]/.test(readFileSync(path.join(built, file), 'utf8')))).toEqual([]);
  });
});
