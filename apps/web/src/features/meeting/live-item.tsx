import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getVisit, listVisits } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { date, dayOf } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Light } from '../../ui/light.js';
import { ItemClock } from './item-clock.js';
import { DueDecision, ProjectFigures } from './project-figures.js';
import { headOf, type AgendaItem, type Meeting } from './use-meeting.js';

/** The item that is dealt with, large: what is asked, what is answered, the figures, how it came here, how it looks. */
export function LiveItem({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const { t, language } = useWords();
  const light = item.project?.standing?.light;
  const { project, problem, presenter, leadDepartment, office } = item;
  const presents = [presenter.unit && nameOf(presenter.unit, language), presenter.name].filter(Boolean).join(' ');
  return (
    <article className="card live-item">
      <div className="live-item-top">
        {light && <Light colour={light} word={t(`meeting.light.${light}`)} />}
        <span className="live-count">
          {item.position} / {meeting.items.length}
        </span>
        {item.times > 1 && <strong className="times">{t('problem.times', { n: item.times })}</strong>}
        <ItemClock item={item} current={meeting.current} />
      </div>
      {project && (
        <Link to="/projects/$id" params={{ id: project.id }} className="live-project">
          {project.name}
        </Link>
      )}
      <h2 className="live-item-title">{headOf(item, language)}</h2>
      <p className="muted">
        {[problem?.number, presents && t('meeting.presents', { name: presents })].filter(Boolean).join(' · ')}
      </p>
      <DueDecision item={item} />
      <div className="live-words">
        <section className="live-ask">
          <h3>
            {t('meeting.ask')} {office && <span>{nameOf(office, language)}</span>}
          </h3>
          <p className="long">{item.ask || t('meeting.noAsk')}</p>
        </section>
        {(problem || item.answer) && (
          <section>
            <h3>
              {t('meeting.answer')} {leadDepartment && <span>{nameOf(leadDepartment, language)}</span>}
            </h3>
            <p className="long">{item.answer || t('meeting.noAnswer')}</p>
          </section>
        )}
      </div>
      <ProjectFigures item={item} />
      <div className="live-below">
        <Passages item={item} />
        {project && <Site projectId={project.id} />}
      </div>
    </article>
  );
}

/** How it came before the meeting, oldest first. */
export function Passages({ item }: { item: AgendaItem }) {
  const { t, language } = useWords();
  return (
    <section>
      <h3>{t('meeting.passages')}</h3>
      {item.passages.length === 0 ? (
        <p className="muted">{t('meeting.noPassages')}</p>
      ) : (
        <ol className="live-passages">
          {item.passages.map(({ rung, how, enteredAt, leftAt, reason }) => (
            <li key={enteredAt + String(rung)} className={leftAt === null ? 'here' : undefined}>
              <span>{date(dayOf(enteredAt), language)}</span>
              <p>
                {t(`meeting.how.${how}`, { rung: t(`ladder.rung${rung}`) })}
                {reason && <span className="muted"> {reason}</span>}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The last visits to the site, with the photos of the newest that has any. */
function Site({ projectId }: { projectId: string }) {
  const { t, language } = useWords();
  const reads = mayDo(useSession(), 'visit.read');
  const visits = useQuery({
    queryKey: ['visits', 'site', projectId],
    queryFn: () => call(listVisits({ query: { projectId, limit: 5 } })),
    enabled: reads,
    staleTime: 60_000,
  });
  const items = visits.data?.items ?? [];
  const pictured = items.find(({ photos }) => photos > 0);
  const visit = useQuery({
    queryKey: ['visits', 'one', pictured?.id],
    queryFn: () => call(getVisit({ path: { id: pictured!.id } })),
    enabled: pictured !== undefined,
    staleTime: 60_000,
  });
  const newest = items[0];
  if (!reads) return null;
  return (
    <section>
      <h3>{t('meeting.site')}</h3>
      {newest ? (
        <p>
          <span className="muted">
            {date(dayOf(newest.visitedAt), language)} {newest.visitor.name}
          </span>{' '}
          {newest.seen}
        </p>
      ) : (
        <p className="muted">{t('meeting.noVisits')}</p>
      )}
      <div className="live-photos">
        {(visit.data?.photos ?? []).slice(0, 2).map(({ id, width, height, takenAt }, index) => (
          <a key={id} href={`/api/v1/visits/${visit.data!.id}/photos/${id}`} target="_blank" rel="noreferrer">
            <img
              src={`/api/v1/visits/${visit.data!.id}/photos/${id}/thumbnail`}
              width={width}
              height={height}
              loading="lazy"
              alt={t('meeting.photo', {
                n: index + 1,
                on: date(dayOf(takenAt ?? visit.data!.visitedAt), language),
              })}
            />
          </a>
        ))}
      </div>
    </section>
  );
}
