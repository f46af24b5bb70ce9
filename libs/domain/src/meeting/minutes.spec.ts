import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainDate } from '../calendar/index.js';
import { composeItem, composeOpening } from './composing.js';
import type { MinutesContent, MinutesItem } from './minutes.js';
import { changesBetween } from './minutes.js';

const item = (itemId: string, over: Partial<MinutesItem> = {}): MinutesItem => ({
  itemId,
  section: 'problems',
  title: `议题${itemId}`,
  reference: '',
  times: 1,
  outcome: 'noted',
  text: '会议听取了汇报。',
  decisions: [],
  ...over,
});
const minutes = (over: Partial<MinutesContent> = {}): MinutesContent => ({
  opening: '开头',
  items: [item('a'), item('b')],
  closing: '',
  present: ['甲局'],
  excused: [{ name: '乙局', reason: '出差' }],
  sittingIn: [],
  ...over,
});

describe('what changed between two editions', () => {
  it('is nothing where nothing did', () => {
    expect(changesBetween(minutes(), minutes())).toEqual([]);
  });

  it('is named by item and field, with what it was and what it is', () => {
    const decisions = [
      {
        number: 'YD-2026-0001',
        text: '供电',
        leadUnit: '甲局',
        handlingUnits: ['乙局'],
        assistingUnits: [],
        dueOn: plainDate('2026-10-30'),
      },
    ];
    const after = minutes({
      items: [item('c'), item('b', { text: '另有说明。', decisions })],
      excused: [],
      present: ['甲局', '丙局'],
    });
    expect(changesBetween(minutes(), after)).toEqual([
      { itemId: null, field: 'present', before: '甲局', after: '甲局、丙局' },
      { itemId: null, field: 'excused', before: '乙局（出差）', after: '' },
      { itemId: 'c', field: 'item', before: null, after: '议题c' },
      { itemId: 'b', field: 'text', before: '会议听取了汇报。', after: '另有说明。' },
      { itemId: 'b', field: 'decisions', before: '', after: '供电 | 甲局 | 乙局 | 2026-10-30' },
      { itemId: 'a', field: 'item', before: '议题a', after: null },
    ]);
  });

  it('leads, put onto the old one, to the new one', () => {
    const words = fc.constantFrom('', '甲', '乙', '丙');
    const anyMinutes = fc
      .record({
        opening: words,
        closing: words,
        texts: fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), words), { selector: ([id]) => id }),
      })
      .map(({ texts, ...rest }) => minutes({ ...rest, items: texts.map(([id, text]) => item(id, { text })) }));
    fc.assert(
      fc.property(anyMinutes, anyMinutes, (before, after) => {
        const changes = changesBetween(before, after);
        const of = (itemId: string | null, field: string) =>
          changes.find((change) => change.itemId === itemId && change.field === field);
        for (const field of ['opening', 'closing'] as const)
          expect(of(null, field)?.after ?? before[field]).toBe(after[field]);
        const ids = new Set(after.items.map(({ itemId }) => itemId));
        for (const { itemId } of before.items) expect(of(itemId, 'item')?.after === null).toBe(!ids.has(itemId));
        for (const { itemId, text } of after.items) {
          const was = before.items.find((each) => each.itemId === itemId);
          if (was === undefined) expect(of(itemId, 'item')).toMatchObject({ before: null });
          else expect(of(itemId, 'text')?.after ?? was.text).toBe(text);
        }
      }),
    );
  });
});

describe('the first words of minutes', () => {
  it('say when, where, who and how much', () => {
    const facts = {
      series: '项目建设周例会',
      number: 12,
      on: plainDate('2026-03-09'),
      place: '第一会议室',
      chair: '李明',
    };
    expect(composeOpening({ ...facts, items: 3 })).toBe(
      '2026年3月9日，李明在第一会议室主持召开项目建设周例会第12次会议，研究了3项议题。现将会议情况纪要如下：',
    );
    expect(composeOpening({ ...facts, items: 0 })).not.toContain('议题');
  });

  it('say of each item what became of it', () => {
    const said = (outcome: Parameters<typeof composeItem>[0]['outcome']) =>
      composeItem({ title: '供电', isProblem: true, presenter: '城管局', outcome });
    expect(said(null)).toBe('因时间关系，“供电”本次未研究。');
    expect(said({ kind: 'decision', decisions: [], note: '务必按期' })).toBe(
      '会议听取了城管局关于“供电”的汇报。务必按期。会议议定：',
    );
    expect(said({ kind: 'carriedOver', note: '' })).toBe('“供电”本次未形成决定，结转下次会议研究。');
    expect(said({ kind: 'referredUp', toRung: 5, note: '跨部门' })).toContain('会议决定提请区主要领导研究。跨部门。');
    expect(said({ kind: 'sentDown', toRung: 2, leadDepartmentId: null, note: '权限内。' })).toContain(
      '会议决定退回责任部门办理。权限内。',
    );
    expect(said({ kind: 'noted', note: '' })).toBe('会议听取了城管局关于“供电”的汇报。');
    expect(said({ kind: 'struckOff', note: '已通电' })).toContain('会议认定该问题已解决，予以销号。已通电。');
  });
});
