import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { hashPassword, randomPassword } from '#features/identity/index.js';
import type { DemoPerson } from './persons.js';

export interface Account {
  readonly role: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
}

/** The passwords of one installation. Only their hashes go into the database. */
export interface Credentials {
  readonly accounts: readonly Account[];
  /** By person id. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Hashes made at a time: each takes 19 MiB and a core. */
const AT_A_TIME = 2;

/** A random password for everyone who signs in, hashed as the sign-in will want it. */
export async function makeCredentials(persons: readonly DemoPerson[]): Promise<Credentials> {
  const hashes = new Map<string, string>();
  const accounts = persons.map(({ role, username, name }) => ({ role, username, password: randomPassword(), name }));
  for (let from = 0; from < persons.length; from += AT_A_TIME)
    await Promise.all(
      persons.slice(from, from + AT_A_TIME).map(async ({ personId }, offset) => {
        hashes.set(personId, await hashPassword(accounts[from + offset]!.password));
      }),
    );
  return { accounts, hashes };
}

/** Whole or not at all, and readable by its owner only. Throws when it cannot be written. */
export async function writeAccountsFile(file: string, accounts: readonly Account[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  try {
    await rm(temporary, { force: true });
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(accounts, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
