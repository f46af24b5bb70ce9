import './operations.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listPeriodicWork, listPeriodRuns } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { date, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Light } from '../../ui/light.js';
import { More } from '../../ui/more.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { Failure } from './failure.js';

/** How far each periodic work has come, and its runs. */
export function Periods() {
  const { t, language } = useWords();
  const [shown, setShown] = useState<{ job: string; name: string } | null>(null);
  const works = useQuery({ queryKey: ['operations', 'periods'], queryFn: () => call(listPeriodicWork()) });
  return (
    <Card flush>
      <Loaded query={works}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t('operations.periods.none')} />
          ) : (
            <ul className="rows">
              {found.map(({ job, does, every, upTo, behind, dueSince, cause }) => (
                <li key={job} className="row">
                  <div>
                    <p className="row-title">{does[language]}</p>
                    {cause && <Failure cause={cause} />}
                    <p className="muted">
                      {t(`operations.every.${every}`)} ·{' '}
                      {upTo === null
                        ? t('operations.periods.never')
                        : t('operations.periods.upTo', { on: date(upTo, language) })}
                      {dueSince && ` · ${t('operations.periods.dueSince', { at: moment(dueSince, language) })}`}
                    </p>
                  </div>
                  <div className="acts">
                    <Light
                      colour={behind === 0 ? 'green' : 'red'}
                      word={
                        behind === 0 ? t('operations.periods.onTime') : t('operations.periods.late', { count: behind })
                      }
                    />
                    <Button look="quiet" onClick={() => setShown({ job, name: does[language] })}>
                      {t('operations.periods.runs')}
                      <span className="away"> {does[language]}</span>
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {shown && <Runs {...shown} onClose={() => setShown(null)} />}
    </Card>
  );
}

function Runs({ job, name, onClose }: { job: string; name: string; onClose: () => void }) {
  const { t, language } = useWords();
  const { list, more } = usePaged(['operations', 'runs', job], (cursor) =>
    call(listPeriodRuns({ query: { job, cursor, limit: 20 } })),
  );
  return (
    <Dialog title={t('operations.periods.runsOf', { name })} onClose={onClose}>
      <Loaded query={list}>
        {(runs) =>
          runs.length === 0 ? (
            <Empty title={t('operations.periods.noRuns')} why={t('operations.periods.noRunsWhy')} />
          ) : (
            <ul className="rows">
              {runs.map(({ periodStart, startedAt, finishedAt, attempts, lastError }) => (
                <li key={periodStart} className="row">
                  <div>
                    <strong>{t('operations.periods.from', { on: date(periodStart, language) })}</strong>
                    <p className="muted">
                      {finishedAt
                        ? t('operations.periods.done', { at: moment(finishedAt, language), count: attempts })
                        : t('operations.periods.begun', { at: moment(startedAt, language), count: attempts })}
                    </p>
                    {lastError && <p className="muted operations-words">{lastError}</p>}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More {...more} />
    </Dialog>
  );
}
