import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zText } from '#platform/http/index.js';
import { faultCodes } from './sheet-fault.js';
import { sheetKinds } from './sheet-kind.js';

export const zSheetKind = z
  .enum(sheetKinds)
  .meta({ description: 'Which sheet: the ledger of projects, annual plans, contracts of leaders, or weekly reports.' });

export const importQuery = z.strictObject({
  kind: zSheetKind,
  fileName: zText(200).meta({ examples: ['项目台账.xlsx'] }),
  checkOnly: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true')
    .meta({ description: 'Check and wait for a second word; otherwise it lands when nothing is wrong.' }),
});

export const importsQuery = pageQuery;

const zFault = z
  .object({
    sheet: z.string().nullable(),
    row: z.int().nullable().meta({ description: 'As the sheet numbers its rows; null for the file as a whole.' }),
    column: z
      .string()
      .nullable()
      .meta({ description: 'The letter of the column.', examples: ['L'] }),
    header: z
      .string()
      .nullable()
      .meta({ examples: ['总投资（万元）'] }),
    code: z.enum(faultCodes),
    args: z.record(z.string(), z.union([z.string(), z.number()])),
    value: z.string().nullable().meta({ description: 'What was found there.' }),
  })
  .meta({ id: 'SheetFault' });

export const importView = z
  .object({
    id: zId,
    kind: zSheetKind,
    fileName: z.string(),
    state: z.enum(['waiting', 'checking', 'checked', 'landing', 'landed', 'refused', 'failed']).meta({
      description:
        '`checked` waits for a second word; `refused` lists what is wrong and has changed nothing; `failed` could not be worked on.',
    }),
    done: z.int().meta({ description: 'Rows of the step that runs.' }),
    total: z.int(),
    faultCount: z.int(),
    faults: z.array(zFault).meta({ description: 'At most a thousand, in the order of the sheet.' }),
    summary: z.object({ entered: z.int(), changed: z.int(), unchanged: z.int() }).nullable(),
    createdAt: zInstant,
    finishedAt: zInstant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'SheetImport' });
export const importsPage = pageOf(importView, 'SheetImportsPage');
export type ImportView = z.output<typeof importView>;
