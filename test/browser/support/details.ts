import { eventually } from './eventually.js';
import type { Visitor } from './visitor.js';
import { meetingOn } from './meetings.js';

type Row = Readonly<Record<string, string>> & { readonly office: { readonly id: string } };

/** The first of a list that this visitor may see; waits for what the worker has yet to close. */
async function firstOf({ page }: Visitor, list: string): Promise<Row> {
  return eventually(
    async () => {
      const answer = await page.request.get(`/api/v1/${list}`);
      if (!answer.ok()) throw new Error(`${list}: ${await answer.text()}`);
      const found = (await answer.json()) as Row[] | { items: Row[] };
      return (Array.isArray(found) ? found : found.items)[0];
    },
    `something in ${list}`,
    90,
  );
}

/** One screen of each kind that is reached from a list, for who may see all of them; a meeting is in session on `on`. */
export async function detailsFor(visitor: Visitor, on: string): Promise<string[]> {
  const { id: meeting } = await meetingOn(visitor, on);
  const [past, next, project, problem, decision, visit, leader, card, contract, week, closing] = await Promise.all([
    firstOf(visitor, 'meetings?state=published&limit=1'),
    firstOf(visitor, 'meetings?state=agendaOpen&limit=1'),
    firstOf(visitor, 'projects?limit=1'),
    firstOf(visitor, 'problems?status=open&rung=4&limit=1'),
    firstOf(visitor, 'decisions?status=open&limit=1'),
    firstOf(visitor, 'visits?limit=1'),
    firstOf(visitor, 'leaders?limit=1'),
    firstOf(visitor, 'cards?limit=1'),
    firstOf(visitor, 'contracts?limit=1'),
    firstOf(visitor, `reports/weeks?from=${on.slice(0, 4)}-01-01&to=${on}`),
    firstOf(visitor, `closings?from=${on.slice(0, 4)}-01-01&to=${on}`),
  ]);
  return [
    `/projects/${project.id}`,
    `/projects/${project.id}/plan`,
    `/problems/${problem.id}`,
    '/problems/new',
    `/decisions/${decision.id}`,
    `/meetings/${next.id}`,
    `/meetings/${meeting}/live`,
    `/meetings/${meeting}/projector`,
    `/meetings/${meeting}/follow`,
    `/meetings/${past.id}/minutes`,
    `/visits/${visit.id}`,
    `/leaders/${leader.id}`,
    `/contracts/${contract.id}/hand-over-sheet`,
    '/policies/lights',
    '/policies/working-hours',
    `/cards/${card.id}`,
    `/reports/${week.office.id}/${week.start}`,
    `/closings/${closing.kind}/${closing.start}`,
  ];
}
