import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { verifyAuditChain } from './verify-chain.js';

// `npm run audit:verify`: recomputes the audit chain of every district of DATABASE_URL; exits 1 when one is broken.
const say = (line: string) => process.stdout.write(`${line}\n`);

async function verifyAll(url: string): Promise<boolean> {
  const pool = createPool(
    { url, clockOffsetMs: 0, maxConnections: 1, applicationName: 'duban-audit-verify' },
    () => undefined,
  );
  const database = new Database(pool);
  try {
    let whole = true;
    for (const { districtId, code } of await database.districts()) {
      const context = {
        districtId,
        actor: { kind: 'system' as const, districtId },
        requestId: 'audit-verify',
        from: 'command',
      };
      const report = await database.read(context, verifyAuditChain);
      if (report.broken) {
        whole = false;
        say(
          `${code}: BROKEN at entry ${report.broken.seq} (${report.broken.reason}); ${report.entries} entries before it hold`,
        );
      } else say(`${code}: ${report.entries} entries hold; the last hash is ${report.end.hash}`);
    }
    return whole;
  } finally {
    await database.close();
  }
}

const url = process.env.DATABASE_URL;
if (!url) {
  process.stderr.write('DATABASE_URL is not set\n');
  process.exitCode = 1;
} else {
  try {
    if (!(await verifyAll(url))) process.exitCode = 1;
  } catch (error) {
    // The message of a failed connection names host and user, never the password.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
