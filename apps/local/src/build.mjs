// `npm run build`.
import path from 'node:path';
import { build } from './compilation.mjs';

try {
  build(path.resolve(import.meta.dirname, '../../..'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
