import type { Visitor } from './visitor.js';

export interface MeetingSeen {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly current: { readonly itemId: string } | null;
  readonly items: readonly {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly position: number;
    readonly minutes: number;
    readonly project: { readonly name: string } | null;
    readonly outcome: { readonly kind: string; readonly decisions: readonly { readonly text: string }[] } | null;
  }[];
}

/** The meeting of a line held on a day, as this visitor may see it. */
export async function meetingOn({ page }: Visitor, on: string, line = 'construction'): Promise<MeetingSeen> {
  const answer = await page.request.get('/api/v1/meetings?limit=100');
  const { items } = (await answer.json()) as { items: { id: string; on: string; series: { line: string } }[] };
  const row = items.find((each) => each.on === on && each.series.line === line);
  if (!row) throw new Error(`no meeting of ${line} on ${on}`);
  return (await (await page.request.get(`/api/v1/meetings/${row.id}`)).json()) as MeetingSeen;
}

/** What the chair puts on an agenda, also after the cut-off. */
export async function addAsChair({ page }: Visitor, id: string, title: string, more: object = {}): Promise<void> {
  const answer = await page.request.post(`/api/v1/meetings/${id}/chair-items`, { data: { title, ...more } });
  if (!answer.ok()) throw new Error(`${title}: ${await answer.text()}`);
}
