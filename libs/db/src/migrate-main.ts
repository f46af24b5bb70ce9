import { migrate } from './migrate.js';

// Run by the launcher and by operators: migrates the database of DATABASE_OWNER_URL (else DATABASE_URL).
const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
if (!url) {
  process.stderr.write('DATABASE_URL is not set\n');
  process.exit(1);
}
try {
  await migrate(url);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
