// The screens: what a browser runs, in `dist/web`, each file beside its compressed self.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeWhole } from './local-files.mjs';

const sources = ['apps/web', 'libs/api-client/src', 'libs/domain/src'];

/** @param {string} root the repository */
function stampOf(root) {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const folder of sources) {
    const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => /\.(tsx?|css|html|json|svg|js|webmanifest)$/.test(each)).sort())
      hash
        .update(`${folder}/${name}\0`)
        .update(readFileSync(path.join(root, folder, name)))
        .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Makes `<half>/web`, or takes it over from the last build when nothing of it has changed.
 * @param {string} root the repository
 * @param {string} half the folder that becomes `dist`
 * @throws with the builder's words when it fails
 */
export function buildWeb(root, half) {
  const stamp = stampOf(root);
  const last = path.join(root, 'dist/web');
  const made = path.join(half, 'web');
  const stampFile = path.join(last, '.sources');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    renameSync(last, made);
    return;
  }
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', 'apps/web/vite.config.ts', '--outDir', made, '--logLevel', 'error'];
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`the screens could not be built:\n${result.stdout}${result.stderr}`);
  for (const name of readdirSync(made, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue;
    const file = path.join(made, name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
  writeWhole(path.join(made, '.sources'), stamp, 0o644);
}
