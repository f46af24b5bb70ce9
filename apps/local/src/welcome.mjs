// What a person sees once the system is up.

/** @typedef {{ role: string, username: string, password: string, name: string }} DemoAccount */

/**
 * @param {string} text
 * @returns {number} columns in a terminal, where a Chinese character takes two
 */
function widthOf(text) {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(character) ? 2 : 1;
  return width;
}

/**
 * @param {string[][]} rows
 * @returns {string[]} the rows as lines with their columns under each other
 */
export function alignColumns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('   ')
      .trimEnd(),
  );
}

/**
 * @param {object} facts
 * @param {string} facts.address
 * @param {boolean} facts.showsMail
 * @param {string} facts.logFolder
 * @param {string} facts.accountsFile
 * @param {DemoAccount[] | undefined} facts.accounts
 * @param {string | undefined} facts.moment DUBAN_NOW
 * @returns {string}
 */
export function welcome({ address, showsMail, logFolder, accountsFile, accounts, moment }) {
  const lines = ['', `Duban 督办   ${address}`, `API          ${address}/api/docs`];
  if (showsMail) lines.push(`Mail         ${address}/dev/mail`);
  lines.push(`Logs         ${logFolder}`);
  if (moment) lines.push(`Clock        as if it had been ${moment} at the start`);
  lines.push('');
  if (accounts?.length) {
    const rows = accounts.map(({ role, username, password, name }) => [role, username, password, name]);
    lines.push(`Demo accounts (${accountsFile})`, '');
    lines.push(...alignColumns([['role', 'user name', 'password', 'name'], ...rows]).map((line) => `  ${line}`));
  } else {
    lines.push(`There is no ${accountsFile}: this database was not seeded from here.`);
  }
  return [...lines, '', 'Ctrl-C stops everything.', ''].join('\n');
}
