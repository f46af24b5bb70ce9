// Small files under `.local/`: written whole or not at all, so that a kill at any moment leaves the old or the new one.
import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {number} [mode]
 */
export function writeWhole(file, content, mode = 0o600) {
  mkdirSync(path.dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.half`;
  writeFileSync(half, content, { mode });
  renameSync(half, file);
}

/**
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  writeWhole(file, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * @param {string} file
 * @returns {any} the value; undefined when the file is missing or not JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The end of a log, for a message to a person.
 * @param {string} file
 * @param {number} [lines]
 * @param {number} [from] bytes of older runs to leave out
 */
export function tailOf(file, lines = 15, from = 0) {
  let descriptor;
  try {
    descriptor = openSync(file, 'r');
    const size = fstatSync(descriptor).size;
    const wanted = Math.min(Math.max(size - from, 0), 16_384);
    const buffer = Buffer.alloc(wanted);
    readSync(descriptor, buffer, 0, wanted, size - wanted);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** @returns {string} a secret fit for a URL */
export function randomSecret() {
  return randomBytes(24).toString('base64url');
}
