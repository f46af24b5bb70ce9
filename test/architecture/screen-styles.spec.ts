import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const web = path.resolve(import.meta.dirname, '../../apps/web/src');

/** The classes that a stylesheet gives a look of their own: `.x {`, not `.x .y {`. */
function classesOf(file: string): string[] {
  const text = readFileSync(path.join(web, file), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  const rules = [...text.matchAll(/([^{};]+)\{/g)].flatMap(([, selectors]) => selectors!.split(','));
  return [...new Set(rules.flatMap((selector) => /^\.([\w-]+)$/.exec(selector.trim())?.[1] ?? []))];
}

describe('the stylesheets of the features', () => {
  it('share no class: each is fetched with its screen and stays, so that one would change the other', () => {
    const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
    expect(files.length).toBeGreaterThan(10);
    const owners = new Map<string, string[]>();
    for (const file of files)
      if (!file.startsWith('styles'))
        for (const name of classesOf(file)) owners.set(name, [...(owners.get(name) ?? []), file]);
    expect([...owners].filter(([, of]) => of.length > 1)).toEqual([]);
  });
});
