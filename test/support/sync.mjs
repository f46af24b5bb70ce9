// `npm run sync`: makes every generated file anew from what it is generated from. With a folder as its argument, makes
// them in there from the api as it is built, and touches nothing else: so a test can tell whether they are stale.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { copyFolder, repository, writeClient, writeMigrations, writeOpenApi } from './generated-files.mjs';

const elsewhere = process.argv[2];
const migrations = path.join(repository, 'drizzle');
const made = elsewhere
  ? {
      openApi: path.join(elsewhere, 'openapi.json'),
      client: path.join(elsewhere, 'client'),
      drizzle: path.join(elsewhere, 'drizzle'),
    }
  : {
      openApi: path.join(repository, 'openapi.json'),
      client: path.join(repository, 'libs/api-client/src'),
      drizzle: migrations,
    };

if (elsewhere) {
  rmSync(made.drizzle, { recursive: true, force: true });
  copyFolder(migrations, made.drizzle);
} else {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: repository, stdio: 'inherit' });
}
await writeOpenApi(made.openApi);
await writeClient(made.openApi, made.client);
const added = await writeMigrations(made.drizzle);
console.log(`openapi.json, api-client, drizzle${added.length === 0 ? ' (nothing new)' : `: ${added.join(', ')}`}`);
