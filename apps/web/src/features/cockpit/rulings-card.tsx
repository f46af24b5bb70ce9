import './rulings.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { listProblems } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { today } from '../../format/clock.js';
import { dayOf, daysFrom } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { LightShape } from '../../ui/light.js';
import { Card } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';

/** What was tried on every level below and waits for the principal, the longest stuck first. */
export const rulingsQuery = {
  queryKey: ['problems', 'rulings'],
  queryFn: () => call(listProblems({ query: { rung: '5', status: 'open', sort: 'due', limit: 20 } })),
};

/** So many fit beside the lights; the rest is a tap away. */
const SHOWN = 4;

export function RulingsCard() {
  const { t, language } = useWords();
  const rulings = useQuery(rulingsQuery);
  return (
    <Card
      title={t('cockpit.rulings')}
      note={
        <>
          <b className="bad-ink">{rulings.data?.items.length || ''}</b> {t('cockpit.rulingsNote')}
        </>
      }
      flush
    >
      <Loaded query={rulings}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted pad">{t('cockpit.noRulings')}</p>
          ) : (
            <>
              <ul className="rulings">
                {items.slice(0, SHOWN).map((problem) => (
                  <li key={problem.id}>
                    <Link to="/rulings" hash={problem.id} className="ruling-line">
                      <LightShape colour={problem.overdue ? 'red' : 'yellow'} />
                      <span>
                        <span className="ruling-title">{problem.title}</span>
                        <span className="muted">
                          {[
                            nameOf(problem.office, language),
                            problem.leadDepartment && nameOf(problem.leadDepartment, language),
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                          {' · '}
                          <span className="ruling-stood">
                            {t('cockpit.stood', { n: daysFrom(dayOf(problem.filedAt), today()) })}
                          </span>
                        </span>
                      </span>
                      <ChevronRight aria-hidden size={16} />
                    </Link>
                  </li>
                ))}
              </ul>
              {items.length > SHOWN && (
                <p className="rulings-more">
                  <Link to="/rulings">{t('cockpit.allRulings', { n: items.length })}</Link>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
