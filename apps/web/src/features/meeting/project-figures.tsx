import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getProject } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { day } from '../../format/dates.js';
import { inLargeUnit, largeUnit } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import type { AgendaItem } from './use-meeting.js';

/** Missing of what is due, and a light that says so: within the tolerance a gap is no bad news. */
export const isBehind = ({ project }: AgendaItem): boolean =>
  project?.standing != null && project.standing.gap > 0 && project.standing.light !== 'green';

/** The project's figures as they are spoken of in the meeting: the year's plan, what is due, what is done, who answers. */
export function ProjectFigures({ item }: { item: AgendaItem }) {
  const { t, language } = useWords();
  const id = item.project?.id ?? '';
  const reads = mayDo(useSession(), 'project.read');
  const project = useQuery({
    queryKey: ['project', id],
    queryFn: () => call(getProject({ path: { id } })),
    enabled: reads && id !== '',
    staleTime: 60_000,
    retry: false,
  }).data;
  const standing = item.project?.standing;
  if (!item.project) return null;
  const money = (yuan: number) => inLargeUnit(yuan, language);
  return (
    <dl className="live-figures">
      {standing && (
        <>
          <div>
            <dt>{t('meeting.figure.year')}</dt>
            <dd>
              {money(standing.planYear)} <small>{largeUnit(language)}</small>
            </dd>
          </div>
          <div>
            <dt>{t('meeting.figure.due')}</dt>
            <dd>{money(standing.planToDate)}</dd>
          </div>
          <div>
            <dt>{t('meeting.figure.done')}</dt>
            <dd className={isBehind(item) ? 'bad-ink' : undefined}>
              {money(standing.actual)}
              {standing.gap > 0 && <small> {money(-standing.gap)}</small>}
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

/** The decision that is due: its number and date, and whether it is late. */
export function DueDecision({ item: { decision } }: { item: AgendaItem }) {
  const { t, language } = useWords();
  if (!decision) return null;
  return (
    <p className="due-decision">
      <Link to="/decisions/$id" params={{ id: decision.id }}>
        {decision.number}
      </Link>{' '}
      {t(`decision.status.${decision.status}`)} · {t('meeting.dueBy', { on: day(decision.decidedDueOn, language) })}
      {decision.overdue && <strong className="times"> {t('decision.overdue')}</strong>}
    </p>
  );
}
