import { and, eq, inArray } from 'drizzle-orm';
import { weekReport } from '#db/schema/index.js';
import { scopeFor } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';

/** A report, or the office whose report is asked for before there is one. */
export const reportSight: NoticeSight = {
  kind: 'report',
  async seen(tx, reader, ids) {
    const scope = scopeFor(reader, 'report.read');
    if (scope.kind === 'district') return new Set(ids);
    const officeId = scope.kind === 'within' ? scope.officeId : undefined;
    if (officeId === undefined) return new Set();
    const rows = await tx.sql
      .select({ id: weekReport.reportId })
      .from(weekReport)
      .where(
        and(
          eq(weekReport.districtId, tx.districtId),
          inArray(weekReport.reportId, [...ids]),
          eq(weekReport.officeId, officeId),
        ),
      );
    return new Set([...ids.filter((id) => id === officeId), ...rows.map(({ id }) => id)]);
  },
};
