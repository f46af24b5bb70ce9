import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { authorOf, conflictingRoles, type CommandContext, type Role } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import type { PersonView } from './directory.dto.js';
import { findPerson } from './directory.queries.js';
import { changeRoles, lockPerson } from './directory.repository.js';
import { mayHold } from './role-fit.js';

const EVERYWHERE = { kind: 'district' } as const;

/** Who may do what is decided by the security administrator, for everyone but themselves. */
@Injectable()
export class RolesService {
  constructor(private readonly database: Database) {}

  /**
   * Gives the person exactly these roles. Refuses `directory.own_roles`, `directory.conflicting_roles` (two of the
   * three administrators in one hand), `directory.role_does_not_fit` (a role bound to another kind of unit),
   * `person.not_found`, `person.version_conflict`.
   */
  async setRoles(
    context: CommandContext,
    personId: string,
    seen: number,
    wanted: readonly Role[],
  ): Promise<PersonView> {
    return this.database.transaction(context, async (tx) => {
      const before = await lockedPerson(tx, personId);
      if (authorOf(context) === personId) throw new RefusedError({ code: 'directory.own_roles', args: {} });
      if (before.version !== seen) throw new VersionConflictError('person', { ...before });
      refuseUnfit(before, wanted);
      const granted = wanted.filter((role) => !before.roles.includes(role));
      const taken = before.roles.filter((role) => !wanted.includes(role));
      if (granted.length === 0 && taken.length === 0) return before;
      await changeRoles(tx, { personId, granted, taken, by: authorOf(context) });
      const after = (await findPerson(tx, EVERYWHERE, personId))!;
      await announceChange(tx, { subject: 'person', id: personId, version: after.version });
      await recordAudit(tx, [
        {
          action: 'role.grant',
          subjectKind: 'person',
          subjectId: personId,
          detail: { granted, taken, roles: after.roles },
        },
      ]);
      return after;
    });
  }
}

async function lockedPerson(tx: Tx, personId: string): Promise<PersonView> {
  // Two statements: what was waited for at the lock is seen by the second one.
  const locked = await lockPerson(tx, personId);
  const found = locked ? await findPerson(tx, EVERYWHERE, personId) : null;
  if (!found) throw new RefusedError({ code: 'person.not_found', args: {} });
  return found;
}

function refuseUnfit(person: PersonView, wanted: readonly Role[]): void {
  const conflicting = conflictingRoles(wanted);
  if (conflicting.length > 0)
    throw new RefusedError({ code: 'directory.conflicting_roles', args: { roles: conflicting.join(', ') } });
  const unfit = wanted.find((role) => !mayHold(role, person.unit.kind));
  if (unfit)
    throw new RefusedError({ code: 'directory.role_does_not_fit', args: { role: unfit, unitKind: person.unit.kind } });
}
