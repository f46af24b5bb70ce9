import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '#domain/calendar/index.js';
import { brokenBy, canonicalJson, CHAIN_START, seal, storableDetail, storableText, type SealedEntry } from './chain.js';

const start = { seq: 0, hash: CHAIN_START };
const content = (action: string, detail: Record<string, unknown> = {}) => ({
  districtId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51',
  at: Date.UTC(2026, 1, 25) as Instant,
  personId: null,
  personName: 'system',
  action,
  subjectKind: 'problem',
  subjectId: '1',
  result: 'done' as const,
  code: null,
  fromAddress: 'worker',
  requestId: 'r',
  detail,
});

/** The first entry at which a walk over the chain stops, and why. */
function firstBreak(entries: readonly SealedEntry[]): string | null {
  let head: { seq: number; hash: string } = start;
  for (const entry of entries) {
    const reason = brokenBy(head, entry);
    if (reason) return `${head.seq + 1} ${reason}`;
    head = entry;
  }
  return null;
}

describe('the chain', () => {
  const entries = seal(
    start,
    ['a', 'b', 'c', 'd'].map((action) => content(action)),
  );

  it('holds as it was sealed, in one go or in several', () => {
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(firstBreak(entries)).toBeNull();
    const first = seal(start, [content('a'), content('b')]);
    expect(seal(first[1]!, [content('c'), content('d')])).toEqual(entries.slice(2));
  });

  it('shows every single change of any field', () => {
    for (const key of Object.keys(entries[1]!) as (keyof SealedEntry)[]) {
      const changed = entries.map((entry, n) => (n === 1 ? { ...entry, [key]: key === 'seq' ? 7 : 'changed' } : entry));
      if (key === 'at') Object.assign(changed[1]!, { at: (entries[1]!.at + 1) as Instant });
      expect([key, firstBreak(changed)]).toEqual([key, expect.any(String)]);
    }
  });

  it('shows what was left out, put in between, or swapped', () => {
    expect(firstBreak([entries[0]!, ...entries.slice(2)])).toBe('2 entryMissing');
    expect(firstBreak([entries[0]!, entries[2]!, entries[1]!, entries[3]!])).toBe('2 entryMissing');
    const forged = seal(start, [content('a'), content('forged')])[1]!;
    expect(firstBreak([entries[0]!, forged, ...entries.slice(2)])).toBe('3 linkBroken');
  });
});

describe('canonicalJson', () => {
  it('is the same text whatever the order of keys, and says the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
          inner !== null && typeof inner === 'object' && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).reverse())
            : inner,
        ) as unknown;
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('what is stored', () => {
  it('has neither NUL nor half a surrogate pair, at any depth, and keeps everything else', () => {
    expect(storableText('a\u0000b\ud800c😀')).toBe('a\uFFFDb\uFFFDc😀');
    expect(storableDetail({ list: [{ 'k\u0000': '\udfff' }], left: undefined, n: 1, no: null })).toEqual({
      list: [{ 'k\uFFFD': '\uFFFD' }],
      n: 1,
      no: null,
    });
  });
});
