import { z } from 'zod';
import { roles } from '#domain/access/index.js';
import { pageOf, pageQuery, zId, zText } from '#platform/http/index.js';

const unitKinds = ['office', 'department', 'leadership', 'coordination', 'administration', 'company'] as const;

export const unitView = z
  .object({
    id: zId,
    kind: z.enum(unitKinds),
    code: z.string().meta({ examples: ['office-beixia'] }),
    name: z.string().meta({ examples: ['北下街办事处'] }),
    nameEn: z.string(),
  })
  .meta({ id: 'Unit', description: 'An office, a department, the leadership, the coordination office or a company.' });

export const unitPage = pageOf(unitView, 'UnitPage');

export const unitsQuery = pageQuery.extend({ kind: z.enum(unitKinds).optional() });
export type UnitsQuery = z.output<typeof unitsQuery>;

export const personView = z
  .object({
    id: zId,
    name: z.string().meta({ examples: ['甲一'] }),
    post: z.string().meta({ examples: ['主任'] }),
    unit: unitView,
    roles: z.array(z.enum(roles)),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Person', description: 'Somebody of the district or of an enterprise, as colleagues see them.' });
export type PersonView = z.output<typeof personView>;

export const personPage = pageOf(personView, 'PersonPage');

export const personsQuery = pageQuery.extend({
  unitId: zId.optional(),
  role: z.enum(roles).optional(),
  q: zText(50)
    .optional()
    .meta({ description: 'A part of the name.', examples: ['甲'] }),
  active: z.enum(['true', 'false']).optional().meta({ description: 'Both when left out.' }),
});
export type PersonsQuery = z.output<typeof personsQuery>;

export const grantRoles = z
  .strictObject({
    roles: z
      .array(z.enum(roles))
      .max(roles.length)
      .refine((list) => new Set(list).size === list.length, 'Expected each role once')
      .meta({ description: 'All the roles the person is to hold from now on.' }),
  })
  .meta({ id: 'GrantRoles', examples: [{ roles: ['office'] }] });
