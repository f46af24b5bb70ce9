import type { PolicyPublished } from '#api-client/types.gen.js';
import { day, dayOf, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';

const SHOWN = 20;

/** What a new version moves or has moved, from when to when; where it moves nothing it says so. */
export function Published({ answer }: { answer: PolicyPublished }) {
  const { t, language } = useWords();
  const { problems, decisions, meetings, choices, kept, reminders, lights } = answer;
  const ladder = (of: { name: string; version: number } | null) =>
    of ? t('policy.ladderVersion', { name: of.name, version: of.version }) : '–';
  const dates = [...problems, ...decisions];
  const lines = [
    ...meetings.map(({ id, series, seriesEn, from, to }) => ({
      key: id,
      words: `${language === 'en' ? seriesEn : series}: ${moment(from.startsAt, language)} → ${moment(to.startsAt, language)}`,
    })),
    ...lights.map(({ from, to, projects }) => ({
      key: `${from} ${to}`,
      words: t('policy.lightsMove', { from: t(`cockpit.light.${from}`), to: t(`cockpit.light.${to}`), projects }),
    })),
    ...choices.map(({ category, severity, before, after }) => ({
      key: `${category} ${severity}`,
      words: `${t(`problem.category.${category}`)} · ${t(`problem.${severity}`)}: ${ladder(before)} → ${ladder(after)}`,
    })),
    ...kept.map(({ ladder: of, open }) => ({
      key: `kept ${of.id} ${of.version}`,
      words: t('policy.kept', { ladder: ladder(of), open }),
    })),
    ...dates.map(({ number, title, from, to, ...rest }) => ({
      key: `${number} ${'clock' in rest ? rest.clock : ''}`,
      words: `${number} ${title}: ${day(dayOf(from), language)} → ${day(dayOf(to), language)}`,
    })),
    ...reminders.map(({ noticeId, recipient, from, to }) => ({
      key: noticeId,
      words: t('policy.reminderMoves', { recipient, from: moment(from, language), to: moment(to, language) }),
    })),
  ];
  const moved = lines.length - kept.length;
  return (
    <div className={answer.preview ? 'notice-box' : 'notice-box good'} role="status">
      <p>
        <strong>
          {moved === 0
            ? t('policy.movesNothing', { at: moment(answer.inForceFrom, language) })
            : t(answer.preview ? 'policy.wouldMove' : 'policy.moved', {
                count: moved,
                told: answer.told,
                at: moment(answer.inForceFrom, language),
              })}
        </strong>
      </p>
      <ul className="moved">
        {lines.slice(0, SHOWN).map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
        {lines.length > SHOWN && <li>{t('calendar.andMore', { count: lines.length - SHOWN })}</li>}
      </ul>
    </div>
  );
}
