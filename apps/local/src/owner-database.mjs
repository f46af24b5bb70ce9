// The one role and database that Duban itself works with. The superuser is used for nothing else.
import pg from 'pg';

/**
 * Makes role `duban_owner` (may log in and make roles, no superuser) and a database of its own, where missing, and sets
 * the role's password.
 * @param {string} superuserUrl
 * @param {string} ownerPassword letters, digits, `-` and `_` only
 * @param {string} [database] name; none is made when empty
 * @returns {Promise<string>} the owner's DATABASE_URL
 */
export async function prepareOwner(superuserUrl, ownerPassword, database = 'duban') {
  if (!/^[\w-]+$/.test(ownerPassword) || !/^\w*$/.test(database)) throw new RangeError('not a plain name or password');
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const role = await client.query(`select 1 from pg_roles where rolname = 'duban_owner'`);
    const verb = role.rowCount ? 'alter' : 'create';
    await client.query(`${verb} role duban_owner login createrole password '${ownerPassword}'`);
    if (database) {
      const found = await client.query('select 1 from pg_database where datname = $1', [database]);
      if (!found.rowCount) await client.query(`create database ${database} owner duban_owner`);
    }
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = 'duban_owner';
  url.password = ownerPassword;
  url.pathname = `/${database || 'postgres'}`;
  return url.href;
}
