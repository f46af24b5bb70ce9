import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { en } from '../../apps/web/src/i18n/en.js';
import { zh } from '../../apps/web/src/i18n/zh.js';

const repository = path.resolve(import.meta.dirname, '../..');

function filesOf(folder: string, kind: RegExp): { name: string; text: string }[] {
  return readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name) && !name.includes('.spec.'))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(path.join(repository, folder, name), 'utf8') }));
}

/** `a.b.c` → its words, whatever is nested. */
function flat(catalogue: object, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') found.set(before + key, value);
    else for (const [inner, words] of flat(value as object, `${before}${key}.`)) found.set(inner, words);
  }
  return found;
}

const chinese = flat(zh);
const english = flat(en);
const argsOf = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the catalogue', () => {
  it('has the same keys in both languages, none of them without words', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('asks for the same figures and names in both languages', () => {
    const differing = [...chinese].filter(
      ([key, words]) =>
        argsOf(words).join() !== [...new Set(argsOf(english.get(key)!))].join() &&
        argsOf(words).join() !== argsOf(english.get(key)!).join(),
    );
    expect(differing).toEqual([]);
  });

  it('is in English where it is English', () => {
    const own = new Set(['app.toChinese', 'app.chinese']);
    expect([...english].filter(([key, words]) => !own.has(key) && /\p{Script=Han}/u.test(words))).toEqual([]);
  });

  it('knows each feature by names of its own', () => {
    const owners = new Map<string, string[]>();
    for (const { name, text } of filesOf('apps/web/src', /(\/words|shared)\.zh\.ts$/))
      for (const [, key] of text.matchAll(/^ {2}(\w+): /gm)) owners.set(key!, [...(owners.get(key!) ?? []), name]);
    expect([...owners].filter(([, files]) => files.length > 1)).toEqual([]);
  });
});

describe('the screens', () => {
  const screens = filesOf('apps/web/src', /\.tsx?$/);

  it('ask for words that there are', () => {
    const keys = [...chinese.keys()];
    const known = (key: string) => chinese.has(key);
    const begun = (start: string) => keys.some((key) => key.startsWith(start));
    const missing: string[] = [];
    for (const { name, text } of screens) {
      for (const [, key] of text.matchAll(/\bt\(\s*'([^']+)'/g)) if (!known(key!)) missing.push(`${name}: ${key}`);
      for (const [, start] of text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g))
        if (!begun(start!)) missing.push(`${name}: ${start}…`);
    }
    expect(missing).toEqual([]);
  });

  it('say nothing of their own: Chinese is in catalogues, and in format, which knows units and days', () => {
    const mayBe = /([/-]words\.(zh|en)|\/i18n\/[\w.]+|\/format\/[\w-]+)\.ts$/;
    const found = screens.flatMap(({ name, text }) =>
      mayBe.test(name)
        ? []
        : withoutComments(text)
            .split('\n')
            .filter((line) => /\p{Script=Han}|[，。：；、（）]/u.test(line))
            .map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it('say nothing of their own: English either', () => {
    const found: string[] = [];
    for (const { name, text } of screens.filter((each) => each.name.endsWith('.tsx'))) {
      const code = withoutComments(text);
      for (const [, words] of code.matchAll(/>\s*([A-Za-z][A-Za-z ,.'’!?-]{2,})\s*<\//g))
        found.push(`${name}: ${words}`);
      for (const [, attribute, words] of code.matchAll(
        /\b(aria-label|title|label|placeholder|alt|hint)="([^"]*[A-Za-z]{2}[^"]*)"/g,
      ))
        found.push(`${name}: ${attribute}="${words}"`);
    }
    expect(found).toEqual([]);
  });
});

it('every refusal of the api has words', () => {
  const codes = new Map<string, string>();
  for (const folder of ['libs/domain/src', 'libs/features/src', 'libs/platform/src'])
    for (const { name, text } of filesOf(folder, /\.ts$/))
      for (const match of text.matchAll(/'([a-z]+\.[a-z]+(?:_[a-z]+)+)'|\bcode: '([a-z]+\.[a-z_]+)'/g))
        codes.set((match[1] ?? match[2])!, name);
  const refusals = zh.refusal as Readonly<Record<string, string>>;
  const silent = [...codes].filter(
    ([code]) => !notRefusals.has(code) && refusals[code.replaceAll('.', '_')] === undefined,
  );
  expect(silent).toEqual([]);
  expect(codes.size).toBeGreaterThan(90);
});

/** Written like refusals, and none: reasons of a light. */
const notRefusals = new Set([
  'light.behind',
  'light.nothing_due_yet',
  'light.on_plan',
  'light.report_missing',
  'light.within_tolerance',
]);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
