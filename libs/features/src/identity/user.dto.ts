import { z } from 'zod';
import { roles } from '#domain/access/index.js';
import { unitView } from '#features/directory/index.js';
import { pageOf, pageQuery, zId, zInstant, zText } from '#platform/http/index.js';
import { language } from './session.dto.js';

const name = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .meta({ examples: ['甲一'] });
const post = z
  .string()
  .trim()
  .max(100)
  .meta({ examples: ['主任'] });
const email = z
  .email()
  .max(254)
  .nullable()
  .meta({ examples: ['jia.yi@demo.invalid'] });

export const userView = z
  .object({
    id: zId,
    username: z.string().meta({ examples: ['office-beixia'] }),
    name: z.string(),
    post: z.string(),
    unit: unitView,
    email: z.string().nullable(),
    language,
    roles: z.array(z.enum(roles)),
    active: z.boolean(),
    hasPassword: z.boolean(),
    createdAt: zInstant,
    version: z.int(),
  })
  .meta({ id: 'User', description: 'A person as the system administrator sees them.' });
export type UserView = z.output<typeof userView>;

export const userPage = pageOf(userView, 'UserPage');

export const usersQuery = pageQuery.extend({
  unitId: zId.optional(),
  username: zText(100).optional().meta({ description: 'The whole user name.' }),
  active: z.enum(['true', 'false']).optional().meta({ description: 'Both when left out.' }),
});
export type UsersQuery = z.output<typeof usersQuery>;

export const createUser = z
  .strictObject({
    username: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, 'Expected 3 to 40 small letters, digits, dots, hyphens or underscores')
      .meta({ examples: ['office-beixia-2'] }),
    name,
    post: post.default(''),
    unitId: zId,
    email: email.default(null),
    language: language.default('zh'),
  })
  .meta({ id: 'CreateUser' });
export type CreateUser = z.output<typeof createUser>;

export const changeUser = z.strictObject({ name, post, unitId: zId, email }).meta({ id: 'ChangeUser' });
export type ChangeUser = z.output<typeof changeUser>;

const oneTimePassword = z
  .string()
  .meta({ description: 'Shown this once and kept nowhere.', examples: ['Tm7kQz9vLwPa3xYd'] });

export const createdUser = z
  .object({ ...userView.shape, initialPassword: oneTimePassword })
  .meta({ id: 'CreatedUser', description: 'A new user and the password to hand over.' });
export type CreatedUser = z.output<typeof createdUser>;

export const resetPassword = z
  .object({ password: oneTimePassword })
  .meta({ id: 'PasswordReset', description: 'The password to hand over.' });
