import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { addDays, dateOf, type PlainDate } from '#domain/calendar/index.js';
import { problemsQuery, selectProblems } from '#features/problem/index.js';
import { carryOutHandOver, prepareHandOver, type HandOverBody, type ProjectView } from '#features/project/index.js';
import type { ContractStandingView } from './commitment.dto.js';
import { selectLastVisits } from './commitment.queries.js';
import { readContract, scopeOf } from './commitment.reader.js';
import type { HandOverSheet } from './hand-over-sheet.dto.js';
import { insertSheet, selectSheet } from './hand-over-sheet.repository.js';
import { openDecisions } from './open-decisions.js';
import { personById, projectHead, reachable } from './hand-over.queries.js';

const VISITS_SHOWN = 10;
const PROBLEMS_SHOWN = 100;
const EVERYTHING = { kind: 'district' } as const;

/** Handing over is one act: the sheet is frozen, the contract closed and the next one opened, or none of it. */
@Injectable()
export class HandOverService {
  constructor(private readonly database: Database) {}

  handOver(context: CommandContext, projectId: string, seen: number, body: HandOverBody): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      const handOver = await prepareHandOver(tx, projectId, seen, body);
      const contract = await readContract(tx, handOver.old.id);
      const sheet = await compose(tx, contract, body.on, {
        ...{ frozenAt: tx.now, on: body.on, result: body.result, words: body.words },
        to: await personById(tx, body.toLeaderId),
      });
      await insertSheet(tx, contract.id, sheet);
      return carryOutHandOver(tx, handOver);
    });
  }

  /** The frozen sheet of a contract that was handed over, or a draft of one that runs. */
  sheet(context: CommandContext, contractId: string): Promise<HandOverSheet> {
    return this.database.read(context, async (tx) => {
      const contract = await readContract(tx, contractId);
      const sheet = (await selectSheet(tx, contractId)) ?? (await draft(tx, contract));
      return asFarAsReached(tx, sheet);
    });
  }
}

/** Also for contracts that were closed before sheets were kept: it says what is known today, and is no frozen one. */
function draft(tx: Tx, contract: ContractStandingView): Promise<HandOverSheet> {
  const { to, result, handedOverTo } = contract;
  const end = to ?? addDays(dateOf(tx.now), 1);
  return compose(tx, contract, end, { frozenAt: null, to: handedOverTo, on: to, result: result ?? '', words: '' });
}

async function compose(
  tx: Tx,
  contract: ContractStandingView,
  end: PlainDate,
  told: Pick<HandOverSheet, 'frozenAt' | 'to' | 'on' | 'result' | 'words'>,
): Promise<HandOverSheet> {
  const projectId = contract.project.id;
  return {
    ...told,
    project: await projectHead(tx, projectId),
    from: contract.leader,
    contract,
    problems: await openProblems(tx, projectId),
    decisions: await openDecisions(tx, [projectId]),
    visits: await selectLastVisits(tx, projectId, end, VISITS_SHOWN),
  };
}

async function openProblems(tx: Tx, projectId: string): Promise<HandOverSheet['problems']> {
  const rows = (
    await Promise.all(
      (['open', 'claimed'] as const).map(async (status) => {
        const { cursor: _, ...query } = problemsQuery.parse({
          projectId,
          status,
          sort: 'due',
          limit: `${PROBLEMS_SHOWN}`,
        });
        return selectProblems(tx, EVERYTHING, null, query, undefined);
      }),
    )
  ).flat();
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, title: row.title, status: row.status, rung: row.rung, filedAt: row.filedAt },
    ...{ responseDueAt: row.responseDueAt, resolutionDueAt: row.resolutionDueAt, overdue: row.overdue },
    ...{ reopened: row.reopened, timesOnAgenda: row.timesOnAgenda },
  }));
}

/** The two leaders see their sheet whole; of others, each sees the problems they reach anyway. */
async function asFarAsReached(tx: Tx, sheet: HandOverSheet): Promise<HandOverSheet> {
  const scope = scopeOf(tx.context, 'problem.read');
  const { actor } = tx.context;
  const theirs = actor.kind === 'person' && [sheet.from.id, sheet.to?.id].includes(actor.personId);
  if (scope.kind === 'district' || theirs) return sheet;
  const seen = await reachable(
    tx,
    sheet.problems.map(({ id }) => id),
    scope,
  );
  return { ...sheet, problems: sheet.problems.filter(({ id }) => seen.has(id)) };
}
