import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { fireDue } from '../../../../test/support/district-clockwork.js';
import { offerToAgenda, type AgendaOffer } from './meeting.offers.js';
import { MeetingReader } from './meeting.reader.js';

jest.setTimeout(120_000);

let town: SmallDistrict;
beforeAll(async () => {
  town = await createSmallDistrict();
});
afterAll(async () => town?.close());

const offer = (over: Partial<AgendaOffer> = {}): AgendaOffer => ({
  section: 'monthGaps',
  subjectKind: 'project',
  subjectId: town.projects.construction,
  projectId: town.projects.construction,
  line: 'construction',
  title: '示例项目1月欠进度300万元',
  ask: '请议定赶工措施',
  period: '2023-01',
  ...over,
});
const give = (moment: string, ...offers: AgendaOffer[]) =>
  town.at(moment).transaction(town.system, (tx) => offerToAgenda(tx, offers));
const rows = async (text: string) =>
  town.at('2023-02-01T10:00:00+08:00').read(town.system, async (tx) => (await tx.sql.execute(sql.raw(text))).rows);
const items = () =>
  rows(`select m.held_on::text as on, i.period, i.title, i.times, i.state from agenda_item i
    join meeting m on m.meeting_id = i.meeting_id order by m.held_on, i.item_id`);

describe('what is offered to an agenda', () => {
  it('is listed on the next one whose cut-off it makes, once per section, subject and period, and told once', async () => {
    // Mondays: 6 February, cut-off Thursday 2 February 18:00.
    const [first] = await give('2023-02-02T17:59:30+08:00', offer());
    expect(first).toMatchObject({ what: 'listed' });
    const two = await Promise.all([1, 2].map(() => give('2023-02-02T18:00:20+08:00', offer())));
    expect(two.flat().map(({ what }) => what)).toEqual(['before', 'before']);
    const [other] = await give(
      '2023-02-02T18:00:01+08:00',
      offer({ subjectKind: 'office', subjectId: town.units.office, projectId: null }),
    );
    expect(other!.meetingId).not.toBe(first!.meetingId);
    expect(await items()).toEqual([
      { on: '2023-02-06', period: '2023-01', title: '示例项目1月欠进度300万元', times: 1, state: 'listed' },
      { on: '2023-02-13', period: '2023-01', title: '示例项目1月欠进度300万元', times: 1, state: 'listed' },
    ]);
    const told = await rows(`select p.username from notice n join person p on p.person_id = n.recipient_id
      where n.rule = 'agenda.matter-listed' and n.period = 'item-${first!.itemId}' order by 1`);
    expect(told.map(({ username }) => username)).toEqual(['department', 'leader', 'office']);
  });

  it('takes new words where the subject still waits, and is carried over counted when nobody met', async () => {
    const [again] = await give('2023-02-03T10:00:00+08:00', offer({ period: '2023-02', title: '又欠200万元' }));
    expect(again).toMatchObject({ what: 'reworded' });
    await fireDue(town.at('2023-02-07T00:00:05+08:00'), town.districtId);
    expect(await items()).toEqual([
      { on: '2023-02-06', period: '2023-02', title: '又欠200万元', times: 1, state: 'carriedOver' },
      { on: '2023-02-13', period: '2023-01', title: '示例项目1月欠进度300万元', times: 1, state: 'listed' },
      { on: '2023-02-13', period: '2023-02', title: '又欠200万元', times: 2, state: 'listed' },
    ]);
    const [late] = await give('2023-02-07T10:00:00+08:00', offer({ period: '2023-02' }));
    expect(late).toMatchObject({ what: 'before' });
  });

  it('is seen by those it concerns', async () => {
    const database = town.at('2023-02-07T10:00:00+08:00');
    const [{ id }] = (await rows(`select meeting_id as id from meeting where held_on = '2023-02-13'`)) as [
      { id: string },
    ];
    const seen = async (who: 'office' | 'otherOffice' | 'department' | 'coordinator') =>
      (await new MeetingReader(database).one(town.as(who), id)).items.map(({ title, position }) => [position, title]);
    expect(await seen('coordinator')).toEqual([
      [1, '又欠200万元'],
      [2, '示例项目1月欠进度300万元'],
    ]);
    expect(await seen('office')).toHaveLength(2);
    expect(await seen('department')).toEqual([[1, '又欠200万元']]);
    expect(await seen('otherOffice')).toEqual([]);
  });

  it('waits where its line has no meeting', async () => {
    const [none] = await give(
      '2023-02-07T10:00:00+08:00',
      offer({ line: 'nowhere' as 'urban', section: 'readiness', period: 'x' }),
    );
    expect(none).toEqual({ what: 'no-meeting', meetingId: null, itemId: null });
  });
});
