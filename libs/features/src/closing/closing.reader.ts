import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { scopeFor, type CommandContext, type Scope } from '#domain/access/index.js';
import { dateOf, daysBetween, type PeriodKind, type PlainDate } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { selectCards, selectLooks, talksOf, type CardRow, type LookRow } from './card.queries.js';
import type {
  CardRowView,
  CardsQuery,
  CardView,
  ClosedProjectsQuery,
  ClosedProjectView,
  ClosingsQuery,
  ClosingView,
  LookView,
} from './closing.dto.js';
import { closedPeriods, closedProjects, type ClosedProjectRow, type ClosedSums } from './closing.queries.js';

/** About three years of weeks, ten-day periods, months and quarters. */
const MAX_DAYS = 1_200;
/** A leader has a handful open; a district hundreds a month. */
const MAX_LOOKS = 500;

/** What is read of closed periods, cards and duties: each look in one snapshot and within the asker's scope. */
@Injectable()
export class ClosingReader {
  constructor(private readonly database: Database) {}

  async closings(context: CommandContext, query: ClosingsQuery): Promise<ClosingView[]> {
    if (daysBetween(query.from, query.to) > MAX_DAYS) refuse('request.invalid', { field: 'to' });
    const closed = await this.database.read(context, (tx) => closedPeriods(tx, query, scopeOf(context)));
    return closed.map(closingOf);
  }

  async projects(
    context: CommandContext,
    kind: PeriodKind,
    start: PlainDate,
    { cursor, limit, verdict }: ClosedProjectsQuery,
  ): Promise<Page<ClosedProjectView>> {
    const after = decodeCursor(cursor, z.tuple([z.int(), z.uuid()]));
    const found = await this.database.read(context, (tx) =>
      closedProjects(tx, { kind, start, verdict, limit }, scopeOf(context), after),
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const next = found.length > limit && last ? encodeCursor([last.plan - last.actual, last.id]) : null;
    return { items: rows.map(projectOf), next };
  }

  async cards(context: CommandContext, { cursor, ...asked }: CardsQuery): Promise<Page<CardRowView>> {
    const after = decodeCursor(cursor, z.tuple([z.number(), z.uuid()]));
    const found = await this.database.read(context, (tx) => selectCards(tx, asked, scopeOf(context), after));
    const rows = found.slice(0, asked.limit);
    const last = rows.at(-1);
    const next = found.length > asked.limit && last ? encodeCursor([last.issuedAt, last.id]) : null;
    return { items: rows.map(cardOf), next };
  }

  /** A card with its talks and those it followed. Refusal: `card.not_found`. */
  async card(context: CommandContext, cardId: string): Promise<CardView> {
    return this.database.read(context, (tx) => readCard(tx, cardId));
  }

  async looks(context: CommandContext, open: boolean | undefined): Promise<LookView[]> {
    return this.database.read(context, async (tx) => {
      const rows = await selectLooks(tx, { open, limit: MAX_LOOKS }, scopeOf(context));
      return rows.map((row) => lookOf(row, dateOf(tx.now)));
    });
  }
}

export async function readCard(tx: Tx, cardId: string): Promise<CardView> {
  const [row] = await selectCards(tx, { id: cardId, limit: 1 }, scopeOf(tx.context));
  if (!row) return refuse('card.not_found');
  const ofMatter = await selectCards(
    tx,
    row.matter === 'project'
      ? { projectId: row.projectId ?? undefined, limit: 50 }
      : { officeId: row.officeId, limit: 50 },
    scopeOf(tx.context),
  );
  const earlier = ofMatter.filter(
    ({ matter, issuedAt, id }) => matter === row.matter && issuedAt <= row.issuedAt && id !== row.id,
  );
  return {
    ...cardOf(row),
    talkRecords: await talksOf(tx, cardId),
    earlier: earlier.map(({ id, number, colour, state, issuedAt }) => ({ id, number, colour, state, issuedAt })),
  };
}

/** What a person sees of the chain they see closed too. The system sees its whole district. */
export function scopeOf({ actor }: CommandContext): Scope {
  return actor.kind === 'person' ? scopeFor(actor, 'progress.read') : { kind: 'district' };
}

export function refuse(code: string, args: Readonly<Record<string, string | number>> = {}): never {
  throw new RefusedError({ code, args });
}

function closingOf(row: ClosedSums): ClosingView {
  return { ...row, gap: row.plan - row.actual, verdict: row.actual < row.plan ? 'short' : 'kept' };
}

function projectOf(row: ClosedProjectRow): ClosedProjectView {
  const { id, code, name, officeId, office, officeEn, leaderId, leader, line, plan, actual, verdict } = row;
  return {
    project: { id, code, name },
    office: { id: officeId, name: office, nameEn: officeEn },
    leader: leaderId === null ? null : { id: leaderId, name: leader ?? '' },
    ...{ line, plan, actual, verdict, gap: plan - actual, planVersion: row.planVersion, reported: row.reported },
  };
}

function cardOf(row: CardRow): CardRowView {
  const {
    projectId,
    code,
    name,
    officeId,
    office,
    officeEn,
    leaderId,
    leader,
    kind,
    start,
    end,
    plan,
    actual,
    ...rest
  } = row;
  return {
    ...rest,
    project: projectId === null ? null : { id: projectId, code: code ?? '', name: name ?? '' },
    office: { id: officeId, name: office, nameEn: officeEn },
    leader: leaderId === null ? null : { id: leaderId, name: leader ?? '' },
    period: { kind, start, end },
    plan,
    actual,
    gap: plan - actual,
  };
}

export function lookOf(row: LookRow, today: PlainDate): LookView {
  const { leaderId, leader, kind, start, projects, ...rest } = row;
  return {
    ...rest,
    leader: { id: leaderId, name: leader },
    period: { kind, start },
    projects: [...projects],
    overdue: row.lookedAt === null && row.dueOn < today,
  };
}
