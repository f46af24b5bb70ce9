import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { unit } from '#db/schema/index.js';
import { RefusedError } from '#domain/refusal.js';

/** Refuses (`request.invalid`, naming the field) an id that is no department of the district, and one named twice. */
export async function assertDepartments(
  tx: Tx,
  named: { readonly leadDepartmentId: string | null; readonly assistingDepartmentIds: readonly string[] },
): Promise<void> {
  const fields = [
    ...(named.leadDepartmentId === null ? [] : [{ field: 'leadDepartmentId', id: named.leadDepartmentId }]),
    ...named.assistingDepartmentIds.map((id, index) => ({ field: `assistingDepartmentIds.${index}`, id })),
  ];
  if (fields.length === 0) return;
  const rows = await tx.sql
    .select({ id: unit.unitId })
    .from(unit)
    .where(
      and(
        eq(unit.districtId, tx.districtId),
        eq(unit.kind, 'department'),
        inArray(
          unit.unitId,
          fields.map(({ id }) => id),
        ),
      ),
    );
  const departments = new Set(rows.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { field, id } of fields) {
    if (!departments.has(id) || seen.has(id)) throw new RefusedError({ code: 'request.invalid', args: { field } });
    seen.add(id);
  }
}
