import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** A mail as the local sink keeps it beside its raw text: one `<id>.json` per message. Ids sort by arrival. */
export const caughtMail = z
  .object({
    id: z.string(),
    at: z.string().meta({ description: 'When it arrived, by the clock of the system.' }),
    from: z.string(),
    to: z.array(z.string()).meta({ description: 'The envelope: who would have got it.' }),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    messageId: z.string(),
    headers: z.record(z.string(), z.string()),
  })
  .meta({ id: 'CaughtMail', description: 'A mail the local sink caught instead of sending it on.' });

export type CaughtMail = z.output<typeof caughtMail>;

const idShape = /^\d{15}-\d{6}$/;
const LIMIT = 200;

/** Caught mails, newest first, at most 200; those to one address with `to` (any case). */
export async function caughtMails(folder: string, to?: string): Promise<CaughtMail[]> {
  const found: CaughtMail[] = [];
  for (const id of await idsIn(folder)) {
    if (found.length >= LIMIT) break;
    const mail = await caughtMailById(folder, id);
    if (mail && (to === undefined || mail.to.some((address) => address.toLowerCase() === to.toLowerCase())))
      found.push(mail);
  }
  return found;
}

/** Undefined for an id that names no caught mail. */
export async function caughtMailById(folder: string, id: string): Promise<CaughtMail | undefined> {
  if (!idShape.test(id)) return undefined;
  try {
    const parsed = caughtMail.safeParse(JSON.parse(await readFile(path.join(folder, `${id}.json`), 'utf8')));
    return parsed.data;
  } catch {
    return undefined;
  }
}

async function idsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => idShape.test(id))
    .sort()
    .reverse();
}
