import { useQuery } from '@tanstack/react-query';
import { getLights, getProject } from '#api-client/sdk.gen.js';
import type { Lights } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { inLargeUnit, largeUnit } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import type { AgendaItem, Meeting } from './use-meeting.js';

export type ProjectLight = Lights['items'][number];

const byId = ({ items }: Lights): ReadonlyMap<string, ProjectLight> => new Map(items.map((each) => [each.id, each]));

/** The lights of the series' projects, all in one look: whatever the room turns to is there at once. */
export function useLights(line: Meeting['series']['line']): ReadonlyMap<string, ProjectLight> | undefined {
  return useQuery({
    queryKey: ['lights', 'series', line],
    queryFn: () => call(getLights({ query: { scope: `series:${line}` } })),
    select: byId,
    staleTime: 60_000,
    retry: false,
  }).data;
}

/** The light of the item's project, of its series or, where it belongs to another, asked for by itself. */
export function useLightOf(item: AgendaItem, line: Meeting['series']['line']): ProjectLight | undefined {
  const lights = useLights(line);
  const id = item.project?.id;
  const here = id === undefined ? undefined : lights?.get(id);
  const own = useQuery({
    queryKey: ['lights', 'project', id],
    queryFn: () => call(getLights({ query: { scope: `project:${id}` } })),
    enabled: id !== undefined && lights !== undefined && here === undefined,
    staleTime: 60_000,
    retry: false,
  });
  return here ?? own.data?.items[0];
}

export function useProjectOf(item: AgendaItem) {
  const id = item.project?.id ?? '';
  return useQuery({
    queryKey: ['project', id],
    queryFn: () => call(getProject({ path: { id } })),
    enabled: id !== '',
    staleTime: 60_000,
    retry: false,
  }).data;
}

/** The project's figures as they are spoken of in the meeting: the year's plan, what is due, what is done, who answers. */
export function ProjectFigures({ item, line }: { item: AgendaItem; line: Meeting['series']['line'] }) {
  const { t, language } = useWords();
  const light = useLightOf(item, line);
  const project = useProjectOf(item);
  if (!item.project) return null;
  const money = (yuan: number) => inLargeUnit(yuan, language);
  const unit = largeUnit(language);
  return (
    <dl className="live-figures">
      {project?.plannedInvestment != null && (
        <div>
          <dt>{t('meeting.figure.year')}</dt>
          <dd>
            {money(project.plannedInvestment)} <small>{unit}</small>
          </dd>
        </div>
      )}
      {light && (
        <>
          <div>
            <dt>{t('meeting.figure.due')}</dt>
            <dd>{money(light.planToDate)}</dd>
          </div>
          <div>
            <dt>{t('meeting.figure.done')}</dt>
            <dd className={light.gap > 0 && light.light !== 'green' ? 'bad-ink' : undefined}>
              {money(light.actual)}
              {light.gap > 0 && <small> {money(-light.gap)}</small>}
            </dd>
          </div>
        </>
      )}
      {project?.leader && (
        <div>
          <dt>{t('meeting.figure.leader')}</dt>
          <dd className="who">{project.leader.name}</dd>
        </div>
      )}
      {item.office && (
        <div>
          <dt>{t('meeting.figure.office')}</dt>
          <dd className="who">{nameOf(item.office, language)}</dd>
        </div>
      )}
      {item.leadDepartment && (
        <div>
          <dt>{t('meeting.figure.department')}</dt>
          <dd className="who">{nameOf(item.leadDepartment, language)}</dd>
        </div>
      )}
    </dl>
  );
}
