import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { noticeChoice } from '#db/schema/index.js';

/** What a person does without by mail, and the version of that choice: 0 before the first. */
export async function choiceOf(tx: Tx, personId: string): Promise<{ version: number; without: readonly string[] }> {
  const [row] = await tx.sql
    .select({ version: noticeChoice.version, without: noticeChoice.without })
    .from(noticeChoice)
    .where(and(eq(noticeChoice.districtId, tx.districtId), eq(noticeChoice.personId, personId)));
  return row ?? { version: 0, without: [] };
}

export async function unwantedTopics(tx: Tx, personId: string): Promise<ReadonlySet<string>> {
  return new Set((await choiceOf(tx, personId)).without);
}
