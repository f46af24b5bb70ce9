import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { zh } from '../../apps/web/src/i18n/zh.js';
import { exportTables } from '../../libs/features/src/sheet/export-tables.js';
import { filterWords } from '../../libs/features/src/sheet/filter-words.js';

// The notes of a workbook say by what it was narrowed, in the words of the screens. The filters are those that the API
// declares, so a new one, or a new value of an old one, is red here until it has a word.

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
}
interface Document {
  readonly paths: Record<string, { get?: { parameters?: { name: string; in: string; schema: Schema }[] } }>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const openapi = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../openapi.json'), 'utf8'),
) as unknown as Document;
const prefix = '/api/v1/sheets/exports/';
const id = '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51';
const names = new Map([[id, '某一个']]);

const meant = (schema: Schema): Schema =>
  schema.$ref ? meant(openapi.components.schemas[schema.$ref.split('/').at(-1)!]!) : schema;

/** What a query may say, as the API reads it: flags, days, ids, numbers, and each value of a choice. */
function valuesOf(name: string, given: Schema): unknown[] {
  const schema = meant(given);
  if (name === 'scope') return ['district', `office:${id}`, `leader:${id}`, `project:${id}`, ...scopesOfWords];
  if (name === 'rung') return [1, 2, 3, 4, 5, 6];
  if (String(schema.enum) === 'true,false') return [true, false];
  if (schema.enum) return [...schema.enum];
  if (schema.format === 'uuid') return [id];
  if (schema.format === 'date') return ['2023-03-24'];
  if (schema.format === 'date-time') return [1_679_000_000_000];
  return schema.type === 'integer' ? [2023] : ['2023'];
}
const choicesOf = (name: string): readonly string[] =>
  meant(openapi.paths[`${prefix}projects`]!.get!.parameters!.find((each) => each.name === name)!.schema).enum!;
const scopesOfWords = (['level', 'field', 'platform', 'line'] as const).flatMap((name) =>
  choicesOf(name).map((value) => `${name === 'line' ? 'series' : name}:${value}`),
);

const cases = Object.entries(openapi.paths)
  .filter(([address]) => address.startsWith(prefix))
  .flatMap(([address, { get }]) => {
    const table = exportTables.find(({ table: { name } }) => name === address.split('/').at(-1))!.table;
    return (get?.parameters ?? [])
      .filter((parameter) => parameter.in !== 'header')
      .map((parameter) => ({
        table,
        // The one meeting of an agenda is in its address.
        name: parameter.name === 'id' ? 'meetingId' : parameter.name,
        values: valuesOf(parameter.name, parameter.schema),
      }));
  });

describe('the notes of a workbook', () => {
  it('are looked at for every table that has filters', () => {
    expect(new Set(cases.map(({ table }) => table.name)).size).toBe(exportTables.length);
    expect(cases.flatMap(({ values }) => values).length).toBeGreaterThan(200);
  });

  it.each(cases.map((each) => [each.table.name, each.name, each] as const))(
    '%s: %s is said in words, whatever its value',
    (_, name, { table, values }) => {
      const told = values.flatMap((value) => filterWords(table, { [name]: value }, names));
      const coded = told.filter(([label, value]) => /[a-z]/i.test(label) || /[a-z]/i.test(plain(value)));
      expect(coded).toEqual([]);
      // No two values of a choice read alike.
      expect(new Set(told.map(([, value]) => plain(value))).size).toBe(values.length);
    },
  );

  it.each([
    ['category', zh.problem.category, zh.policy.value.category],
    [
      'severity',
      { normal: zh.problem.normal, urgent: zh.problem.urgent } as Record<string, string>,
      zh.policy.value.severity,
    ],
    ['verdict', zh.closing.verdict],
    ['kind', zh.period.kind],
  ])('call a %s as every screen does', (name, ...screens) => {
    const values = Object.keys(screens[0]!);
    const told = Object.fromEntries(values.map((value) => [value, filterWords({}, { [name]: value }, names)[0]![1]]));
    expect(screens).toEqual(screens.map(() => told));
  });

  it('name nobody and nothing that the reader may not know of', () => {
    const { table } = exportTables.find((each) => each.table.name === 'problems')!;
    expect(filterWords(table, { projectId: id, status: 'open', q: '施工用电' }, new Map())).toEqual([
      ['项目', '不存在或无权查看'],
      ['状态', '办理中'],
      ['搜索', '施工用电'],
    ]);
  });
});

const plain = (value: unknown): string => (value instanceof Date ? String(value.getTime()) : String(value));
