import { Injectable } from '@nestjs/common';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { formatInstant } from '#domain/calendar/index.js';
import { recordAudit } from '#features/audit/index.js';
import { publishPolicy } from '#features/policy/index.js';
import { timers } from '#jobs/index.js';
import { tellOfAmendment } from './calendar-upkeep.notices.js';
import { policyOf } from './kept-policies.js';
import { clockView, dateView, meetingView, movedAlarms } from './moved.js';
import type { PublishBody, PublishedView } from './policy-upkeep.dto.js';
import { actOrPreview, Previewed } from './previewed.js';

/** Policies kept up: one transaction publishes a version, moves all that follows from it, and tells whom it concerns. */
@Injectable()
export class PolicyUpkeepService {
  constructor(private readonly database: Database) {}

  /**
   * A new version of a policy. Refusals: `policy.not_found`, those of `publishPolicy` and of the policy's kind. A preview
   * is the act itself, rolled back.
   */
  async publish(
    context: CommandContext,
    kind: string,
    seen: number,
    { definition, inForceFrom, reason }: PublishBody,
    preview: boolean,
  ): Promise<PublishedView> {
    const { policy, effect } = policyOf(kind);
    return actOrPreview(() =>
      this.database.transaction(context, async (tx) => {
        const follow = await effect(tx);
        const alarms = await timers.pending(tx);
        const { before, published } = await publishPolicy(tx, policy, {
          definition,
          seen,
          inForceFrom: inForceFrom ?? null,
          reason,
        });
        const moves = await follow(before, published);
        const {
          problems = [],
          decisions = [],
          meetings = [],
          choices = [],
          kept = [],
          decisionsKept = [],
          reminders = [],
          lights = [],
          telling,
        } = moves;
        const told =
          telling === null
            ? 0
            : await tellOfAmendment(tx, {
                rule: 'policy.changed',
                ...telling,
                reason,
                problems,
                decisions,
                meetings,
                locked: moves.locked ?? new Map(),
              });
        const view: PublishedView = {
          preview,
          kind,
          version: published.version,
          inForceFrom: published.inForceFrom!,
          problems: problems.map(clockView),
          decisions: decisions.map(dateView),
          meetings: meetings.map(meetingView),
          choices: [...choices],
          kept: [...kept],
          decisionsKept: [...decisionsKept],
          reminders: [...reminders],
          lights: [...lights],
          timers: movedAlarms(alarms, await timers.pending(tx)),
          told,
        };
        if (preview) throw new Previewed(view);
        await recordAudit(tx, [
          {
            action: 'policy.publish',
            subjectKind: 'policy',
            subjectId: kind,
            detail: {
              version: published.version,
              inForceFrom: formatInstant(published.inForceFrom!),
              reason,
              definition: published.definition,
              problems: new Set(problems.map(({ problemId }) => problemId)).size,
              meetings: meetings.map(({ meetingId, to }) => ({ meetingId, on: to.on })),
              reminders: reminders.length,
              told,
            },
          },
        ]);
        return view;
      }),
    );
  }
}
