import { Link } from '@tanstack/react-router';
import { getProjectTrail } from '#api-client/sdk.gen.js';
import type { TrailEntry } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { date, dayOf, span } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { More } from '../../ui/more.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import type { ProjectSection } from '../project/project-section.js';
import './trail.css';

const WEEKS = 6;

/** 周形象进度: how far the works were, week after week, with what was done beside its plan and what was corrected since. */
export function TrailSection({ project }: ProjectSection) {
  const session = useSession();
  return mayDo(session, 'report.read') ? <Trail projectId={project.id} /> : null;
}

function Trail({ projectId }: { projectId: string }) {
  const { t } = useWords();
  const { list, more } = usePaged(['report', 'trail', projectId], (cursor) =>
    call(getProjectTrail({ path: { id: projectId }, query: { limit: WEEKS, ...(cursor && { cursor }) } })),
  );
  return (
    <Card title={t('trail.title')} note={t('trail.note')} flush>
      <Loaded query={list}>
        {(weeks) =>
          weeks.length === 0 ? (
            <Empty title={t('trail.none')} why={t('trail.noneWhy')} />
          ) : (
            <ol className="rows">
              {weeks.map((week) => (
                <Week key={week.reportId} week={week} />
              ))}
            </ol>
          )
        }
      </Loaded>
      <More {...more} />
    </Card>
  );
}

function Week({ week }: { week: TrailEntry }) {
  const { t, language } = useWords();
  const { officeId, start, end, late, unchanged, progress, nextWeek, obstacles, reason, figures } = week;
  const actual = figures.reduce((so, figure) => so + (figure.actual ?? 0), 0);
  const plan = figures.reduce((so, figure) => so + figure.plan, 0);
  const marks = [
    unchanged && t('report.unchanged'),
    late && t('report.late'),
    week.corrections.length > 0 && t('trail.isCorrected'),
  ].filter((mark) => mark !== false);
  return (
    <li className="row">
      <div>
        <Link to="/reports/$officeId/$start" params={{ officeId, start }} className="row-title">
          {daysOf(start, end, language)}
        </Link>
        {marks.map((mark) => (
          <span key={mark} className="trail-mark">
            {mark}
          </span>
        ))}
        <p className="long">{progress || t('trail.noWords')}</p>
        <Said label={t('report.nextWeek')} words={nextWeek} />
        <Said label={t('report.obstacles')} words={obstacles} />
        <Said label={t('report.reason')} words={reason ?? ''} />
        {week.milestones.map(({ id, name, reachedOn }) => (
          <p key={id}>{t('trail.milestone', { name, on: date(reachedOn, language) })}</p>
        ))}
        <Corrections week={week} />
      </div>
      <div className="trail-figures">
        <b>{money(actual, language)}</b>
        <span className="muted">{t('report.planOf', { plan: money(plan, language) })}</span>
        {actual < plan && <span className="bad-ink">{t('trail.short', { gap: money(plan - actual, language) })}</span>}
      </div>
    </li>
  );
}

const daysOf = (start: string, end: string, language: 'zh' | 'en') =>
  span(start, addDays(end as PlainDate, -1), language);

function Said({ label, words }: { label: string; words: string }) {
  const { t } = useWords();
  return words === '' ? null : <p className="muted">{t('trail.said', { label, words })}</p>;
}

/** What was changed of the figures since the report was handed in: from what to what, why, by whom. */
function Corrections({ week: { corrections, figures } }: { week: TrailEntry }) {
  const { t, language } = useWords();
  if (corrections.length === 0) return null;
  return (
    <ul className="trail-corrections">
      {corrections.map(({ at, by, reason, spanStart, from, to }) => (
        <li key={at}>
          {t('trail.corrected', {
            days: daysOf(
              spanStart,
              figures.find(({ start }) => start === spanStart)?.end ?? addDays(spanStart as PlainDate, 1),
              language,
            ),
            from: money(from, language),
            to: money(to, language),
          })}
          <p className="muted">
            {[reason, by ?? t('app.byClock'), date(dayOf(at), language)].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
