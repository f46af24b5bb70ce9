import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { actions as permissions } from '#domain/access/index.js';
import { auditWordsEn } from '../../apps/web/src/features/administration/audit-words.en.js';
import { auditWordsZh } from '../../apps/web/src/features/administration/audit-words.zh.js';

// The auditor reads words. What the trail can hold is gathered from the source, so that a new act, a new kind of subject
// or a new place to act from is red here until it has words, and words that nothing needs any more go as well.

const repository = path.resolve(import.meta.dirname, '../..');
const sources = ['libs/features/src', 'libs/jobs/src', 'seeds'].flatMap((folder) =>
  readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.spec.'))
    .map((name) => `${folder}/${name}`),
);
const read = (name: string) => readFileSync(path.join(repository, name), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);
const recording = sources.filter((name) => read(name).includes('recordAudit('));

/** The acts that a file names: as `action`, or handed to what records it. */
function namedIn(name: string): string[] {
  const text = read(name);
  return [
    ...all(text, /\baction(?::| =)([^,;\n}]*)/g).flatMap((said) => all(said, /'([a-z-]+\.[\w-]+)'/g)),
    ...all(text, /\b(?:audit|finish|told|settle)\([^;]*?'([a-z-]+\.[\w-]+)'/g),
  ];
}

const eventsOf = (file: string) => all(read(`libs/domain/src/${file}`), /\btype: '(\w+)'/g);
/** Acts that are put together from a beginning and one of several ends. */
const ends: Readonly<Record<string, readonly string[]>> = {
  'problem.${event.type}': eventsOf('ladder/events.ts'),
  'decision.${event.type}': eventsOf('decision/events.ts'),
  'report.${act}': all(read('libs/features/src/report/report.service.ts'), /\bact: ('.+'),/g).flatMap((either) =>
    all(either, /'(\w+)'/g),
  ),
  'project.milestone-${kind}': all(read('libs/features/src/project/milestone.service.ts'), /\bkind: '(\w+)'/g),
};

const acts = new Set([
  ...permissions,
  ...sources.flatMap(namedIn),
  ...Object.entries(ends).flatMap(([whole, each]) => each.map((end) => whole.replace(/\$\{.*\}/, end))),
]);
const kinds = new Set([
  ...permissions.map((permission) => permission.split('.', 1)[0]!),
  ...recording.flatMap((name) => all(read(name), /\bsubjectKind: '(\w+)'/g)),
  ...all(read('libs/features/src/operations/operations.service.ts'), /'operations\.[\w-]+', '(\w+)'/g),
]);
const places = new Set(sources.flatMap((name) => all(read(name), /\bfrom: '(\w+)',?(?: \}|\n)/g)));

describe('the words of the audit trail', () => {
  it.each([
    ['act', acts, auditWordsZh.action, 150],
    ['kind of subject', kinds, auditWordsZh.kind, 25],
    ['place that is no address', places, auditWordsZh.from, 2],
  ])('are there for every %s, and for nothing else', (_, written, words, atLeast) => {
    expect(Object.keys(words).sort()).toEqual([...written].sort());
    expect(written.size).toBeGreaterThan(atLeast);
  });

  it('are asked of every act: none is put together in a way that is not known here', () => {
    const templates = sources.flatMap((name) =>
      all(read(name), /(?<!\bfield(?::| =) )`([a-z-]+\.[a-z-]*\$\{[\w.]+\})`/g),
    );
    expect(templates.sort()).toEqual(Object.keys(ends).sort());
    expect(Object.values(ends).filter((each) => each.length < 2)).toEqual([]);
  });

  it('are asked of every file: those that record and name no act are given it', () => {
    const silent = recording.filter((name) => namedIn(name).length === 0);
    expect(silent.sort()).toEqual(givenTheirActs.map((name) => `libs/features/src/${name}.ts`));
  });

  it('are said in each language, and in no other', () => {
    const [chinese, english] = [saidIn(auditWordsZh), saidIn(auditWordsEn)];
    expect(english.length).toBe(chinese.length);
    expect(chinese.filter((words) => !/^[\p{Script=Han}，]+$/u.test(words))).toEqual([]);
    expect(english.filter((words) => !/^[A-Z][a-z ,:’-]+$/.test(words))).toEqual([]);
  });
});

const givenTheirActs = [
  'audit/denial-recorder',
  'audit/record-audit',
  'decision/decision.recording',
  'problem/problem.recording',
];

function saidIn(words: object): string[] {
  return Object.values(words).flatMap((said: string | object) => (typeof said === 'string' ? [said] : saidIn(said)));
}
