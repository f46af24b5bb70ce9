import type { Commitment } from '#api-client/types.gen.js';
import { date, dayOf, month } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { money } from '../../format/money.js';
import { percent } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { Facts } from '../../ui/page.js';
import { Standing } from './standing.js';

/** One commitment: how it stands and why; behind it the evidence. */
export function CommitmentRow({ commitment }: { commitment: Commitment }) {
  const { t, language } = useWords();
  const { kind, standing, why, milestone } = commitment;
  return (
    <li>
      <details className="commitment">
        <summary>
          <Standing standing={standing} /> <strong>{milestone ? milestone.name : t(`commitment.kind.${kind}`)}</strong>
          <span className="commitment-why">{why[language]}</span>
        </summary>
        <Evidence commitment={commitment} />
      </details>
    </li>
  );
}

function Evidence({ commitment: { milestone, months, plan, members } }: { commitment: Commitment }) {
  const { t, language } = useWords();
  return (
    <>
      {milestone && <MilestoneEvidence milestone={milestone} />}
      {months && (
        <ul className="evidence">
          {months.map((each) => (
            <li key={each.month}>
              <Standing standing={each.standing} />{' '}
              {t('commitment.visited', {
                month: month(each.month, language),
                visited: each.visited,
                asked: each.asked,
              })}
              {each.available < each.workdays && ` · ${t('commitment.available', { count: each.available })}`}
              {each.days.length > 0 && (
                <span className="muted">
                  {' '}
                  {listed(
                    each.days.map((on) => date(on, language)),
                    language,
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {plan && (
        <Facts
          facts={[
            [t('commitment.committed'), money(plan.committed, language)],
            [t('commitment.planToDate'), money(plan.planToDate, language)],
            [t('commitment.actual'), money(plan.actual, language)],
            [t('commitment.ratio'), plan.ratio === null ? null : percent(plan.ratio)],
            [t('commitment.reportedTo'), plan.reportedTo && date(plan.reportedTo, language)],
          ]}
        />
      )}
      {members && (
        <ul className="evidence">
          {members.map(({ id, name, duty, active }) => (
            <li key={id}>
              {name} <span className="muted">{duty}</span> {!active && <b>{t('commitment.left')}</b>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function MilestoneEvidence({ milestone }: { milestone: NonNullable<Commitment['milestone']> }) {
  const { t, language } = useWords();
  const on = (plain: string | null) => plain && date(plain, language);
  return (
    <>
      <Facts
        facts={[
          [t('commitment.committedOn'), on(milestone.committedOn)],
          [t('commitment.promisedOn'), on(milestone.promisedOn)],
          [t('commitment.plannedOn'), on(milestone.plannedOn)],
          [t('commitment.reachedOn'), on(milestone.reachedOn)],
        ]}
      />
      {milestone.changes.length > 0 && (
        <ul className="evidence">
          {milestone.changes.map(({ kind, fromOn, toOn, reason, at, by }) => (
            <li key={`${kind} ${at}`}>
              {t(`commitment.change.${kind}`, { from: on(fromOn) ?? '–', to: on(toOn) ?? '–' })}
              {reason !== '' && ` · ${reason}`}
              <span className="muted">
                {' '}
                {by ?? t('app.byClock')} · {date(dayOf(at), language)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
