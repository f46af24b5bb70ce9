import { Injectable } from '@nestjs/common';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import type { Denial, DenialRecorder } from '#platform/http/index.js';
import { recordAudit } from './record-audit.js';

/** What an action is done to: `problem.accept` to a problem. */
function kindOf(action: string): string {
  return action.split('.', 1)[0]!;
}

/** Writes down who was refused what. In a transaction of its own: that of the act itself never began, or was rolled back. */
@Injectable()
export class AuditedDenials implements DenialRecorder {
  constructor(private readonly database: Database) {}

  async record({ idempotency: _once, ...context }: CommandContext, denial: Denial): Promise<void> {
    await this.database.transaction(context, (tx) =>
      recordAudit(tx, [
        {
          action: denial.action,
          ...(denial.subjectId === null
            ? { subjectKind: 'route', subjectId: `${denial.method} ${denial.path}` }
            : { subjectKind: kindOf(denial.action), subjectId: denial.subjectId }),
          result: denial.result,
          code: denial.code,
          detail: { method: denial.method, path: denial.path },
        },
      ]),
    );
  }
}
