import './projector.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Maximize, SunMoon } from 'lucide-react';
import { useEffect } from 'react';
import { day, daysFrom, dayOf, moment } from '../../format/dates.js';
import { today } from '../../format/clock.js';
import { inLargeUnit, largeUnit } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { IconButton } from '../../ui/button.js';
import { LightShape } from '../../ui/light.js';
import { LoadedPage } from '../../ui/states.js';
import { ItemClock, SessionClock } from './item-clock.js';
import { OutcomeWords } from './outcome-words.js';
import { isBehind } from './project-figures.js';
import {
  headOf,
  meetingQuery,
  meetingTitle,
  minutesOf,
  placeOf,
  titleOf,
  type AgendaItem,
  type Meeting,
} from './use-meeting.js';

/** What the room sees: the item that is dealt with, large enough for the last row. It follows the console by itself. */
export function ProjectorScreen() {
  const { id } = useParams({ from: '/within/meetings/$id/projector' });
  const { paper } = useSearch({ from: '/within/meetings/$id/projector' });
  const meeting = useQuery(meetingQuery(id));
  useAwake();
  return (
    <div className={paper ? 'projector paper' : 'projector'}>
      <LoadedPage query={meeting} back="/meetings" lines={8}>
        {(found) => <Projected meeting={found} />}
      </LoadedPage>
    </div>
  );
}

function Projected({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const { items, current, state } = meeting;
  const item = items.find(({ id }) => id === current?.itemId);
  const title = meetingTitle(meeting, t, language);
  useEffect(() => {
    document.title = `${title} · ${t('meeting.projector')}`;
  }, [title, t]);
  return (
    <>
      <header className="projector-head">
        <p className="projector-meeting">{title}</p>
        <p>{moment(meeting.startsAt, language)}</p>
        {state === 'inSession' && meeting.startedAt && <SessionClock startedAt={meeting.startedAt} />}
        <Tools meeting={meeting} />
        {item && (
          <p className="projector-count">
            <b>{item.position}</b> / {items.length}
          </p>
        )}
      </header>
      {item ? <ProjectedItem key={item.id} item={item} meeting={meeting} /> : <Between meeting={meeting} />}
      <footer className="projector-foot">
        <Last meeting={meeting} item={item} />
        <Coming meeting={meeting} item={item} />
      </footer>
    </>
  );
}

function Tools({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const { paper } = useSearch({ from: '/within/meetings/$id/projector' });
  return (
    <span className="projector-tools">
      <Link
        to="/meetings/$id/projector"
        params={{ id: meeting.id }}
        search={paper ? {} : { paper: true }}
        replace
        className="icon-button"
        aria-label={t(paper ? 'meeting.screen.dark' : 'meeting.screen.paper')}
        title={t(paper ? 'meeting.screen.dark' : 'meeting.screen.paper')}
      >
        <SunMoon aria-hidden size={22} />
      </Link>
      <IconButton
        label={t('meeting.screen.full')}
        onClick={() => void document.documentElement.requestFullscreen?.().catch(() => undefined)}
      >
        <Maximize aria-hidden size={22} />
      </IconButton>
    </span>
  );
}

function ProjectedItem({ item, meeting }: { item: AgendaItem; meeting: Meeting }) {
  const { t, language } = useWords();
  const light = item.project?.standing?.light;
  const waits = item.problem ? daysFrom(dayOf(item.problem.filedAt), today()) : 0;
  return (
    <article className="projector-item">
      <div className="projector-line">
        {light && (
          <span className="projector-light">
            <LightShape colour={light} size={30} />
            {t(`meeting.light.${light}`)}
          </span>
        )}
        {item.decision && (
          <span>
            {item.decision.number} {t('meeting.dueBy', { on: day(item.decision.decidedDueOn, language) })}
            {item.decision.overdue && ` · ${t('decision.overdue')}`}
          </span>
        )}
        {item.leadDepartment && <span>{nameOf(item.leadDepartment, language)}</span>}
        {waits > 0 && <span>{t('meeting.screen.waits', { n: waits })}</span>}
        {item.times > 1 && <span>{t('problem.times', { n: item.times })}</span>}
        <ItemClock item={item} current={meeting.current} />
      </div>
      {item.project && <p className="projector-project">{item.project.name}</p>}
      <h1>{headOf(item, language)}</h1>
      <Figures item={item} />
      {item.outcome ? (
        <section className="projector-decision" role="status">
          <h2>{t(`meeting.outcome.${item.outcome.kind}`)}</h2>
          <OutcomeWords outcome={item.outcome} signed={false} />
        </section>
      ) : (
        <div className="projector-words">
          <section>
            <h2>{t('meeting.ask')}</h2>
            <p>{item.ask || t('meeting.noAsk')}</p>
          </section>
          {(item.problem || item.answer) && (
            <section>
              <h2>{t('meeting.answer')}</h2>
              <p>{item.answer || t('meeting.noAnswer')}</p>
            </section>
          )}
        </div>
      )}
    </article>
  );
}

/** Done, due and the year's plan, with the bar that shows them. */
function Figures({ item }: { item: AgendaItem }) {
  const { t, language } = useWords();
  const standing = item.project?.standing;
  if (!standing || standing.planYear <= 0) return null;
  const { planYear, planToDate, actual, gap } = standing;
  const part = (yuan: number) => `${Math.min(100, Math.max(0, (yuan / planYear) * 100))}%`;
  const figure = (yuan: number) => inLargeUnit(yuan, language);
  const behind = isBehind(item);
  return (
    <div className="projector-figures">
      <dl>
        <div className={behind ? 'behind' : undefined}>
          <dt>{t('meeting.figure.done')}</dt>
          <dd>{figure(actual)}</dd>
        </div>
        <div>
          <dt>{t('meeting.figure.due')}</dt>
          <dd>{figure(planToDate)}</dd>
        </div>
        <div>
          <dt>{t('meeting.figure.year')}</dt>
          <dd>
            {figure(planYear)} <small>{largeUnit(language)}</small>
          </dd>
        </div>
      </dl>
      <div className="projector-bar" aria-hidden>
        <span className="bar-done" style={{ width: part(actual) }} />
        {behind && <span className="bar-gap" style={{ left: part(actual), width: part(gap) }} />}
        <span className="bar-time" style={{ left: part(planToDate) }} />
      </div>
    </div>
  );
}

/** The last that was recorded stays below while the room is at the next item already. */
function Last({ meeting, item }: { meeting: Meeting; item: AgendaItem | undefined }) {
  const { t } = useWords();
  const last = meeting.items
    .flatMap(({ id, position, outcome }) => (outcome && id !== item?.id ? [{ position, outcome }] : []))
    .sort((a, b) => (a.outcome.at < b.outcome.at ? 1 : -1))[0];
  if (!last || meeting.state !== 'inSession') return null;
  const { position, outcome } = last;
  return (
    <p role="status" className="projector-last">
      <b>{t('meeting.screen.last', { outcome: t(`meeting.outcome.${outcome.kind}`), n: position })}</b>
      <span>{outcome.decisions[0]?.text ?? outcome.note}</span>
    </p>
  );
}

function Coming({ meeting, item }: { meeting: Meeting; item: AgendaItem | undefined }) {
  const { t, language } = useWords();
  const open = meeting.items.filter(({ id, outcome }) => outcome === null && id !== item?.id);
  const after = open.filter(({ position }) => position > (item?.position ?? 0));
  const coming = (after.length > 0 ? after : open).slice(0, 3);
  if (meeting.state !== 'inSession' || coming.length === 0) return null;
  return (
    <div className="projector-coming">
      <b>{t('meeting.screen.coming')}</b>
      <ol>
        {coming.map((each) => (
          <li key={each.id}>
            <span>{each.position}</span> {titleOf(each, language)}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** No item is being dealt with: what is to come, or how it ended. */
function Between({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const { state, items } = meeting;
  const held = state === 'minutesDraft' || state === 'published';
  const decisions = items.reduce((sum, { outcome }) => sum + (outcome?.decisions.length ?? 0), 0);
  return (
    <section className="projector-item projector-between">
      <p className="projector-project">{placeOf(meeting, language)}</p>
      <h1>
        {held
          ? t('meeting.screen.over')
          : state === 'inSession'
            ? t('meeting.screen.between')
            : t(`meeting.state.${state}`)}
      </h1>
      <p className="projector-line">
        {held
          ? t('meeting.screen.result', { n: items.length, decisions })
          : t('meeting.screen.start', { n: items.length, minutes: minutesOf(items) })}
      </p>
      {!held && (
        <ol className="projector-agenda">
          {items.slice(0, 8).map((item) => (
            <li key={item.id}>
              <span>{item.position}</span> {titleOf(item, language)}
            </li>
          ))}
          {items.length > 8 && <li>{t('meeting.screen.more', { n: items.length - 8 })}</li>}
        </ol>
      )}
    </section>
  );
}

/** A projector does not fall asleep; where the browser cannot be asked that, it is the machine's setting. */
function useAwake(): void {
  useEffect(() => {
    let lock: { release(): Promise<void> } | undefined;
    let left = false;
    const ask = () =>
      void navigator.wakeLock
        ?.request('screen')
        .then((held) => (left ? void held.release() : (lock = held)))
        .catch(() => undefined);
    const seen = () => document.visibilityState === 'visible' && ask();
    ask();
    document.addEventListener('visibilitychange', seen);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', seen);
      void lock?.release().catch(() => undefined);
    };
  }, []);
}
