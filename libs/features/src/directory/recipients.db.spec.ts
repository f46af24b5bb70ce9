import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import type { Recipient } from '#domain/ladder/index.js';
import { openDatabase, sketchDistrict, type SmallDistrict } from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { personsOf } from './recipients.queries.js';

let testDatabase: TestDatabase;
let database: Database;
let district: SmallDistrict;
let other: SmallDistrict;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  const people = [
    { username: 'clerk', unit: 'office', roles: ['office'], email: 'clerk@demo.invalid', language: 'en' },
    { username: 'deputy', unit: 'office', roles: ['office', 'coordinator'] },
    { username: 'intern', unit: 'office', roles: [] },
    { username: 'retired', unit: 'office', roles: ['office'], active: false },
    { username: 'leader', unit: 'leadership', roles: ['leader'] },
    { username: 'head', unit: 'leadership', roles: ['principal'] },
    { username: 'builder', unit: 'company', roles: ['enterprise'] },
  ] as const;
  district = await sketchDistrict(database, people);
  other = await sketchDistrict(database, people, { code: 'other' });
}, 60_000);

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function reached(...recipients: Recipient[]): Promise<string[]> {
  const found = await database.read(district.context, (tx) => personsOf(tx, recipients));
  return found.map(({ name }) => name.replace('示范', '')).sort();
}

describe('personsOf', () => {
  it('a unit is its active persons who act for it', async () => {
    expect(await reached({ unit: district.units.office })).toEqual(['clerk', 'deputy']);
    expect(await reached({ unit: district.units.leadership })).toEqual(['head', 'leader']);
    expect(await reached({ company: district.units.company })).toEqual(['builder']);
  });

  it('a role is everyone who holds it; a person themselves, whatever their role', async () => {
    expect(await reached({ role: 'coordinator' })).toEqual(['deputy']);
    expect(await reached({ role: 'principal' })).toEqual(['head']);
    expect(await reached({ person: district.persons.intern! })).toEqual(['intern']);
  });

  it('nobody is reached who is not active, of another district, or not there at all', async () => {
    expect(await reached({ person: district.persons.retired! })).toEqual([]);
    expect(await reached({ person: other.persons.clerk! }, { unit: other.units.office }, { unit: newId() })).toEqual(
      [],
    );
    expect(await reached()).toEqual([]);
  });

  it('whoever is meant twice is listed under each, with how to reach them', async () => {
    const recipients: Recipient[] = [{ unit: district.units.office }, { person: district.persons.clerk! }];
    const found = await database.read(district.context, (tx) => personsOf(tx, recipients));
    expect(found.filter(({ personId }) => personId === district.persons.clerk)).toEqual([
      expect.objectContaining({ recipient: recipients[0], email: 'clerk@demo.invalid', language: 'en' }),
      expect.objectContaining({ recipient: recipients[1], email: 'clerk@demo.invalid', language: 'en' }),
    ]);
  });
});
