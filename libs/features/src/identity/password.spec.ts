import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPasswordOf, prepareStandIn, randomPassword, weaknessOf } from './password.js';

describe('weaknessOf', () => {
  it.each([
    ['kurz-9!', 'tooShort'],
    ['ninechars', 'tooShort'],
    ['x'.repeat(201), 'tooLong'],
    ['office-jinshui', 'isUsername'],
    ['OFFICE-JINSHUI1', 'isUsername'],
    ['Password2026', 'tooCommon'],
    ['1234567890', 'tooCommon'],
    ['qwertyuiop', 'tooCommon'],
    ['aaaaaaaaaaaa', 'tooCommon'],
    ['abababababab', 'tooCommon'],
  ])('%s is %s', (password, weakness) => {
    expect(weaknessOf(password, 'office-jinshui')).toBe(weakness);
  });

  it.each(['correct horse battery', '春眠不觉晓处处闻啼鸟', 'Tm7-kQz9vLw'])('%s may be chosen', (password) => {
    expect(weaknessOf(password, 'office-jinshui')).toBeNull();
  });

  it('finds no random password weak', () => {
    for (let n = 0; n < 200; n++) expect(weaknessOf(randomPassword(), 'office')).toBeNull();
  });
});

describe('password hashes', () => {
  it('are argon2id with 19 MiB, two passes, one lane', async () => {
    expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('know the password, typed in full width too, and no other', async () => {
    const stored = await hashPassword('correct horse 12');
    expect(await isPasswordOf(stored, 'correct horse 12')).toBe(true);
    expect(await isPasswordOf(stored, 'correct horse １２')).toBe(true);
    expect(await isPasswordOf(stored, 'correct horse 13')).toBe(false);
  });

  it('take as long for a person without one as for a wrong one', async () => {
    const stored = await hashPassword('correct horse 12');
    await prepareStandIn();
    const fastest = async (hash: string | null) => {
      let best = Infinity;
      for (let n = 0; n < 5; n++) {
        const before = performance.now();
        expect(await isPasswordOf(hash, 'something wrong')).toBe(false);
        best = Math.min(best, performance.now() - before);
      }
      return best;
    };
    const [known, unknown] = [await fastest(stored), await fastest(null)];
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });
});
