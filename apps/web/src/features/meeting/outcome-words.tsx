import { Link } from '@tanstack/react-router';
import type { AgendaItemOutcome } from '#api-client/types.gen.js';
import { clockTime, day } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { titleOf, type Meeting } from './use-meeting.js';

/** An outcome in full: each decision with who does it by when, or where it went and why; who took it down. */
export function OutcomeWords({ outcome, signed = true }: { outcome: AgendaItemOutcome; signed?: boolean }) {
  const { t, language } = useWords();
  const { kind, decisions, note, toRung, leadDepartment, at, by } = outcome;
  const to = toRung === null ? '' : t(`ladder.rung${toRung}`);
  return (
    <div className="outcome-words">
      {kind === 'decision' ? (
        <ul>
          {decisions.map((each, index) => (
            <li key={index}>
              <p className="outcome-text">{each.text}</p>
              <p className="outcome-who">
                {each.recorded && (
                  <>
                    <Link to="/decisions/$id" params={{ id: each.recorded.id }}>
                      {each.recorded.number}
                    </Link>
                    {' · '}
                  </>
                )}
                <b>{nameOf(each.leadUnit, language)}</b>
                {[...each.handlingUnits, ...each.assistingUnits].length > 0 &&
                  ` · ${t('meeting.withUnits', {
                    names: listed(
                      [...each.handlingUnits, ...each.assistingUnits].map((unit) => nameOf(unit, language)),
                      language,
                    ),
                  })}`}
                {' · '}
                {t('meeting.dueBy', { on: day(each.dueOn, language) })}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <p className="outcome-text">
          <b>{t(`meeting.outcomeTo.${kind}`, { to })}</b>
          {leadDepartment && ` ${nameOf(leadDepartment, language)}`}
        </p>
      )}
      {note && <p>{note}</p>}
      {signed && (
        <p className="muted">{t('meeting.takenDown', { name: by?.name ?? t('meeting.byClock'), at: clockTime(at) })}</p>
      )}
    </div>
  );
}

/** What was recorded so far, the last first. */
export function RecordedList({ meeting, onLook }: { meeting: Meeting; onLook: (itemId: string) => void }) {
  const { t, language } = useWords();
  const recorded = meeting.items
    .flatMap((item) => (item.outcome ? [{ item, outcome: item.outcome }] : []))
    .sort((a, b) => (a.outcome.at < b.outcome.at ? 1 : -1));
  return (
    <div className="recorded">
      <h3>
        {t('meeting.recorded')} <b>{recorded.length}</b>
      </h3>
      {recorded.length === 0 ? (
        <p className="muted">{t('meeting.recordedNone')}</p>
      ) : (
        <ol>
          {recorded.map(({ item, outcome }) => (
            <li key={item.id}>
              <b className="position">{item.position}</b>
              <button type="button" className="recorded-link" onClick={() => onLook(item.id)}>
                <span className="away">{titleOf(item, language)}: </span>
                {outcome.decisions[0]?.text ?? `${t(`meeting.outcome.${outcome.kind}`)} ${outcome.note}`}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
