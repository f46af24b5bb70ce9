import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { doctorWords } from './doctor-words.js';

describe("the doctor's words", () => {
  const source = readFileSync(path.join(import.meta.dirname, 'diagnose.ts'), 'utf8').replace(/\s+/g, ' ');

  it('are there for every finding it can make, and for no other', () => {
    const made = [...source.matchAll(/finding\( ?'(\w+)', (?:'\w+'|[^,']+(?:'\w+'[^,']*)*), '(\w+)'/g)].map(
      ([, check, code]) => `${check}.${code}`,
    );
    const computed = [
      'clocks.ahead',
      'clocks.behind',
      'audit.contentChanged',
      'audit.linkBroken',
      'audit.entryMissing',
      'audit.endMissing',
    ];
    expect(made.length).toBeGreaterThan(30);
    expect([...new Set([...made, ...computed])].sort()).toEqual(Object.keys(doctorWords).sort());
  });

  it('say the same things in both languages, and what to do where something is wrong', () => {
    const args = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
    for (const [code, { zh, en }] of Object.entries(doctorWords)) {
      expect([code, args(zh[0])]).toEqual([code, args(en[0])]);
      expect([code, zh[1] === undefined]).toEqual([code, en[1] === undefined]);
      const wellOff = code.endsWith('.fine') || code === 'redis.notUsed';
      expect([code, zh[1] === undefined]).toEqual([code, wellOff]);
    }
  });
});
