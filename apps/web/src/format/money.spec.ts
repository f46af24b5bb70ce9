import { describe, expect, it } from '@jest/globals';
import { besideAmount, inLargeUnit, money } from './money.js';

describe('money', () => {
  it.each([
    [0, '0 万元', '¥0 m'],
    [3_694_800, '369.5 万元', '¥3.69 m'],
    [99_999_999, '10,000 万元', '¥100 m'],
    [100_000_000, '1 亿元', '¥100 m'],
    [1_250_000_000, '12.5 亿元', '¥1.25 bn'],
    [-931_000_000, '−9.31 亿元', '¥−931 m'],
  ])('%d yuan', (yuan, zh, en) => {
    expect(money(yuan, 'zh')).toBe(zh);
    expect(money(yuan, 'en')).toBe(en);
  });

  it('stands in columns in the large unit, with the same places in every row', () => {
    expect([0, 35_000_000, 161_500_000_000].map((yuan) => inLargeUnit(yuan, 'zh'))).toEqual([
      '0.00',
      '0.35',
      '1,615.00',
    ]);
    expect([0, 35_000_000].map((yuan) => inLargeUnit(yuan, 'en'))).toEqual(['0.000', '0.035']);
  });
});

describe('an amount beside another', () => {
  it.each([
    [-40_000_000, 40_000_000, '−4,000', '−40'],
    [7_000_000, 16_000_000, '700', '7'],
    [7_000_000, 160_000_000, '700 万元', '7'],
    [700_000, 1_600_000_000, '70 万元', '¥0.7 m'],
    [316_700_000, 7_240_000_000, '3.17', '0.317'],
    [0, 7_240_000_000, '0.00', '0.000'],
    [71_912_000_000, 78_360_000_000, '719.12', '71.91'],
  ])('%d beside %d is in the unit of that, or has its own', (yuan, other, zh, en) => {
    expect(besideAmount(yuan, other, 'zh')).toBe(zh);
    expect(besideAmount(yuan, other, 'en')).toBe(en);
  });
});
