// What the local mail sink has caught: one folder, two files per message (`<id>.eml` as it came, `<id>.json` read).
// Ids sort by the order of arrival.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from './local-files.mjs';

/**
 * @typedef {object} CaughtMail
 * @property {string} id
 * @property {string} at moment of arrival by the system's clock, ISO in UTC
 * @property {string} from address
 * @property {string[]} to addresses of the envelope: who would have got it
 * @property {string} subject
 * @property {string} text
 * @property {string} html
 * @property {string} messageId with its angle brackets
 * @property {Record<string, string>} headers by lower-case name
 */

const idShape = /^[0-9]{15}-[0-9]{6}$/;

/**
 * Keeps one message. The list knows of it only once both files are whole.
 * @param {string} folder
 * @param {CaughtMail} mail
 * @param {Buffer} raw
 */
export function keepMail(folder, mail, raw) {
  if (!idShape.test(mail.id)) throw new RangeError(`not the id of a mail: ${mail.id}`);
  writeWhole(path.join(folder, `${mail.id}.eml`), raw);
  writeWhole(path.join(folder, `${mail.id}.json`), JSON.stringify(mail));
}

/**
 * Caught mails, newest first. An empty list when nothing was caught yet.
 * @param {string} folder
 * @param {{ to?: string, limit?: number }} [filter] `to`: one recipient's address, any case; `limit`: 200 by default
 * @returns {CaughtMail[]}
 */
export function listMails(folder, filter = {}) {
  const { to, limit = 200 } = filter;
  /** @type {CaughtMail[]} */
  const found = [];
  for (const id of idsOf(folder).reverse()) {
    if (found.length >= limit) break;
    const mail = readMail(folder, id);
    if (mail && (to === undefined || mail.to.some((address) => address.toLowerCase() === to.toLowerCase()))) {
      found.push(mail);
    }
  }
  return found;
}

/**
 * @param {string} folder
 * @param {string} id
 * @returns {CaughtMail | undefined} undefined for an unknown id
 */
export function readMail(folder, id) {
  if (!idShape.test(id)) return undefined;
  try {
    return JSON.parse(readFileSync(path.join(folder, `${id}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @returns {string[]} in the order of arrival
 */
function idsOf(folder) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => idShape.test(id))
    .sort();
}
