import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

export const zKind = z.enum(['week', 'tenDay', 'month', 'quarter', 'year']);
const zColour = z.enum(['blue', 'yellow', 'red']);
const zCardState = z.enum(['open', 'ranOut', 'struckOff']);
const zVerdict = z.enum(['kept', 'short']);
const zUnit = z.object({ id: zId, name: z.string(), nameEn: z.string() }).meta({ id: 'ClosingOffice' });
const zPerson = z.object({ id: zId, name: z.string() }).nullable().meta({ id: 'ClosingPerson' });

export const closingsQuery = z
  .strictObject({ from: zPlainDate, to: zPlainDate.meta({ description: 'Exclusive.' }), kind: zKind.optional() })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Expected a day after `from`' });
export type ClosingsQuery = z.output<typeof closingsQuery>;

export const closingView = z
  .object({
    kind: zKind,
    start: zPlainDate,
    end: zPlainDate.meta({ description: 'Exclusive.' }),
    closedAt: zInstant,
    policyVersion: z.int(),
    projects: z.int(),
    shortProjects: z.int(),
    plan: z.int().meta({ description: 'Whole yuan, under the plan it was closed under.' }),
    actual: z.int(),
    gap: z.int().meta({ description: 'Plan less actual; negative when ahead.' }),
    shortBy: z.int().meta({ description: 'What the short projects lack, not made good by those ahead.' }),
    verdict: zVerdict,
  })
  .meta({ id: 'Closing', description: 'A closed period: the projects you may see, as they stood then.' });
export type ClosingView = z.output<typeof closingView>;
export const closingsView = z.array(closingView).meta({ id: 'Closings' });

export const closedProjectsQuery = pageQuery.extend({ verdict: zVerdict.optional() });
export type ClosedProjectsQuery = z.output<typeof closedProjectsQuery>;
export const closedProjectView = z
  .object({
    project: z.object({ id: zId, code: z.string(), name: z.string() }),
    office: zUnit,
    leader: zPerson,
    line: z.string(),
    plan: z.int(),
    actual: z.int(),
    gap: z.int(),
    verdict: zVerdict,
    planVersion: z.int().nullable(),
    reported: z.boolean(),
  })
  .meta({ id: 'ClosedProject' });
export type ClosedProjectView = z.output<typeof closedProjectView>;
export const closedProjectsPage = pageOf(closedProjectView, 'ClosedProjectsPage');

export const offerBody = z
  .strictObject({ projectIds: z.array(zId).min(1).max(50), ask: zText(500) })
  .meta({ id: 'OfferCandidates' });
export const offeredView = z
  .array(
    z.object({
      projectId: zId,
      what: z.enum(['listed', 'reworded', 'before', 'no-meeting']),
      meetingId: zId.nullable(),
    }),
  )
  .meta({ id: 'OfferedCandidates' });

export const cardsQuery = pageQuery.extend({
  state: zCardState.optional(),
  colour: zColour.optional(),
  officeId: zId.optional(),
  projectId: zId.optional(),
});
export type CardsQuery = z.output<typeof cardsQuery>;

const card = {
  id: zId,
  number: z.string().meta({ examples: ['LP-2023-0007'] }),
  matter: z.enum(['project', 'office']),
  project: z.object({ id: zId, code: z.string(), name: z.string() }).nullable(),
  office: zUnit,
  leader: zPerson,
  colour: zColour,
  state: zCardState,
  period: z.object({ kind: zKind, start: zPlainDate, end: zPlainDate }),
  plan: z.int(),
  actual: z.int(),
  gap: z.int(),
  countsFrom: zPlainDate.meta({ description: 'Made up when what was done since reaches what was planned since.' }),
  runsOutOn: zPlainDate.nullable(),
  followsId: zId.nullable(),
  issuedAt: zInstant,
  endedAt: zInstant.nullable(),
  endedPlan: z.int().nullable(),
  endedActual: z.int().nullable(),
  talks: z.int(),
  version: z.int(),
};
export const cardRowView = z.object(card).meta({ id: 'CardRow' });
export type CardRowView = z.output<typeof cardRowView>;
export const cardsPage = pageOf(cardRowView, 'CardsPage');
export const cardView = z
  .object({
    ...card,
    talkRecords: z.array(
      z.object({
        id: zId,
        heldOn: zPlainDate,
        attendees: z.string(),
        summary: z.string(),
        by: z.string(),
        at: zInstant,
      }),
    ),
    earlier: z.array(z.object({ id: zId, number: z.string(), colour: zColour, state: zCardState, issuedAt: zInstant })),
  })
  .meta({ id: 'Card' });
export type CardView = z.output<typeof cardView>;

export const talkBody = z
  .strictObject({ heldOn: zPlainDate, attendees: zText(200), summary: zText(2_000) })
  .meta({ id: 'RecordTalk' });
export type TalkBody = z.output<typeof talkBody>;

export const looksQuery = z.strictObject({
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
export const lookView = z
  .object({
    id: zId,
    leader: z.object({ id: zId, name: z.string() }),
    period: z.object({ kind: zKind, start: zPlainDate }),
    projects: z.array(z.object({ id: zId, code: z.string(), name: z.string(), gap: z.int() })),
    shortBy: z.int(),
    dueOn: zPlainDate,
    overdue: z.boolean(),
    lookedAt: zInstant.nullable(),
    note: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'LeaderLook', description: 'A leader must look at what a period left short.' });
export type LookView = z.output<typeof lookView>;
export const looksView = z.array(lookView).meta({ id: 'LeaderLooks' });
export const lookedBody = z.strictObject({ note: zText(1_000) }).meta({ id: 'Looked' });
