import { z } from 'zod';
import { actions, roles, scopeFor, type Actor } from '#domain/access/index.js';
import { unitView } from '#features/directory/index.js';
import { zId, zInstant } from '#platform/http/index.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password.js';
import type { KnownPerson } from './person.queries.js';

export const language = z.enum(['zh', 'en']).meta({ description: 'Of mails and screens.', examples: ['zh'] });

export const signIn = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .max(100)
      .meta({ examples: ['office-beixia'] }),
    password: z
      .string()
      .min(1)
      .max(MAX_PASSWORD_LENGTH)
      .meta({ format: 'password', examples: ['Tm7kQz9vLwPa3xYd'] }),
    district: z
      .string()
      .min(1)
      .max(50)
      .optional()
      .meta({
        description: 'Code of the district; needed only where the host name does not say it.',
        examples: ['demo'],
      }),
  })
  .meta({ id: 'SignIn', examples: [{ username: 'office-beixia', password: 'Tm7kQz9vLwPa3xYd' }] });

const signedInFields = {
  person: z.object({ id: zId, name: z.string(), post: z.string(), username: z.string(), language }),
  roles: z.array(z.enum(roles)),
  unit: unitView,
  district: z.object({ id: zId, code: z.string(), name: z.string(), nameEn: z.string() }),
};

export const signedIn = z
  .object(signedInFields)
  .meta({ id: 'SignedIn', description: 'Who has signed in, and as what.' });
export type SignedInView = z.output<typeof signedIn>;

const scope = z
  .object({
    kind: z.enum(['district', 'within']),
    officeId: z.string().optional(),
    departmentId: z.string().optional(),
    leaderId: z.string().optional(),
    companyId: z.string().optional(),
    ownerId: z.string().optional(),
    standInLeaderIds: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'Leaders for whom the person stands in.' }),
    standInOwnerIds: z.array(z.string()).readonly().optional(),
  })
  .meta({ description: 'Everything in the district, or what belongs to any of the named.' });

export const whoAmI = z
  .object({
    ...signedInFields,
    permissions: z.array(z.object({ action: z.enum(actions), scope })),
    now: zInstant.meta({ description: "The system's moment, by which the screens tell today from tomorrow." }),
  })
  .meta({ id: 'WhoAmI', description: 'Who is signed in, as what, and what they may do.' });
export type WhoAmIView = z.output<typeof whoAmI>;

export const ownSession = z
  .object({
    id: zId,
    current: z.boolean().meta({ description: 'The one this request came with.' }),
    createdAt: zInstant,
    lastSeenAt: zInstant,
    expiresAt: zInstant,
    userAgent: z.string(),
    fromAddress: z.string(),
  })
  .meta({ id: 'OwnSession' });

export const ownSessions = z.array(ownSession).meta({ id: 'OwnSessions' });

const newPasswordText = z
  .string()
  .min(1)
  .max(MAX_PASSWORD_LENGTH * 2);

export const changePassword = z
  .strictObject({
    oldPassword: z.string().min(1).max(MAX_PASSWORD_LENGTH).meta({ format: 'password' }),
    newPassword: newPasswordText.meta({
      format: 'password',
      description: `${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters, not the user name, not one of the common ones.`,
    }),
  })
  .meta({
    id: 'ChangePassword',
    examples: [{ oldPassword: 'Tm7kQz9vLwPa3xYd', newPassword: 'correct horse battery' }],
  });

export const setLanguage = z.strictObject({ language }).meta({ id: 'SetLanguage', examples: [{ language: 'en' }] });

export function signedInView(known: KnownPerson, district: SignedInView['district']): SignedInView {
  const { personId: id, name, post, username, language } = known;
  return { person: { id, name, post, username, language }, roles: known.roles, unit: known.unit, district };
}

/** The actions an actor may do, each with how far it reaches. */
export function permissionsOf(actor: Actor): WhoAmIView['permissions'] {
  return actions.flatMap((action) => {
    const reach = scopeFor(actor, action);
    return reach.kind === 'none' ? [] : [{ action, scope: reach }];
  });
}
