import { and, eq, inArray, isNull } from 'drizzle-orm';
import { contract, milestone, project } from '#db/schema/index.js';
import { can, isLeader, scopeFor } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';
import { projectsInScope } from '#features/project/index.js';

/** A milestone, or the contract whose year's plan is meant, is seen with its project. */
const milestoneSight: NoticeSight = {
  kind: 'milestone',
  async seen(tx, reader, ids) {
    const inScope = projectsInScope(scopeFor(reader, 'contract.read'));
    const milestones = tx.sql
      .select({ id: milestone.milestoneId })
      .from(milestone)
      .innerJoin(project, and(eq(project.districtId, milestone.districtId), eq(project.projectId, milestone.projectId)))
      .where(and(eq(milestone.districtId, tx.districtId), inArray(milestone.milestoneId, [...ids]), inScope));
    const contracts = tx.sql
      .select({ id: contract.contractId })
      .from(contract)
      .innerJoin(project, and(eq(project.districtId, contract.districtId), eq(project.projectId, contract.projectId)))
      .where(and(eq(contract.districtId, tx.districtId), inArray(contract.contractId, [...ids]), inScope));
    const rows = await milestones.unionAll(contracts);
    return new Set(rows.map(({ id }) => id));
  },
};

/** A leader's page is seen by themselves, by who stands in for them, and by whoever reaches one of their contracts. */
const leaderSight: NoticeSight = {
  kind: 'leader',
  async seen(tx, reader, ids) {
    if (!can(reader, 'contract.read')) return new Set();
    const own = ids.filter((id) => isLeader(reader, id));
    const others = ids.filter((id) => !isLeader(reader, id));
    if (others.length === 0) return new Set(own);
    const rows = await tx.sql
      .selectDistinct({ id: contract.leaderId })
      .from(contract)
      .innerJoin(project, and(eq(project.districtId, contract.districtId), eq(project.projectId, contract.projectId)))
      .where(
        and(
          eq(contract.districtId, tx.districtId),
          inArray(contract.leaderId, others),
          isNull(contract.toOn),
          projectsInScope(scopeFor(reader, 'contract.read')),
        ),
      );
    return new Set([...own, ...rows.map(({ id }) => id)]);
  },
};

export const commitmentSights: readonly NoticeSight[] = [milestoneSight, leaderSight];
