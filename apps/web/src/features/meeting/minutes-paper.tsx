import type { MeetingMinutes } from '#api-client/types.gen.js';
import { day } from '../../format/dates.js';
import { aside, listed } from '../../format/lists.js';
import { useWords } from '../../i18n/use-words.js';
import { wordsAt, type MinutesField } from './use-minutes-draft.js';
import { meetingTitle, type Meeting } from './use-meeting.js';

/** The minutes as the paper will show them. `wordsOf` shows what is being typed. */
export function MinutesPaper({
  meeting,
  minutes,
  wordsOf = (field) => wordsAt(minutes, field),
}: {
  meeting: Meeting;
  minutes: MeetingMinutes;
  wordsOf?: (field: MinutesField) => string;
}) {
  const { t, language } = useWords();
  const { items, present, excused, sittingIn } = minutes.content;
  const nobody = t('meeting.attendance.nobody');
  return (
    <article className="card paper">
      <h2>{t('meeting.paper.title', { meeting: meetingTitle(meeting, t, language) })}</h2>
      <p className="paper-number">{t('meeting.paper.number', { year: meeting.year, number: meeting.number })}</p>
      <p className="long">{wordsOf('opening')}</p>
      {items.length === 0 && <p className="muted">{t('meeting.noItems.after')}</p>}
      <ol className="paper-items">
        {items.map((item) => (
          <li key={item.itemId}>
            <h3>{wordsOf(`title:${item.itemId}`)}</h3>
            <p className="muted">
              {[item.reference, item.times > 1 && t('problem.times', { n: item.times })].filter(Boolean).join(' · ')}
            </p>
            <p className="long">{wordsOf(`text:${item.itemId}`)}</p>
            {item.decisions.length > 0 && (
              <ol className="paper-decisions">
                {item.decisions.map((decision) => (
                  <li key={decision.number}>
                    {decision.text}{' '}
                    <span className="muted">
                      {[
                        decision.number,
                        t('meeting.paper.lead', { name: decision.leadUnit }),
                        decision.handlingUnits.length > 0 &&
                          t('meeting.paper.handling', { names: listed(decision.handlingUnits, language) }),
                        decision.assistingUnits.length > 0 &&
                          t('meeting.paper.assisting', { names: listed(decision.assistingUnits, language) }),
                        t('meeting.dueBy', { on: day(decision.dueOn, language) }),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      {wordsOf('closing') && <p className="long">{wordsOf('closing')}</p>}
      <dl className="attendance-names">
        <div>
          <dt>{t('meeting.attendance.present')}</dt>
          <dd>{listed(present, language) || nobody}</dd>
        </div>
        <div>
          <dt>{t('meeting.attendance.excused')}</dt>
          <dd>
            {listed(
              excused.map(({ name, reason }) => aside(name, reason ?? '', language)),
              language,
            ) || nobody}
          </dd>
        </div>
        <div>
          <dt>{t('meeting.attendance.sittingIn')}</dt>
          <dd>{listed(sittingIn, language) || nobody}</dd>
        </div>
      </dl>
    </article>
  );
}
