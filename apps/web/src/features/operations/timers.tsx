import './operations.css';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { dismissTimer, listTimers, retryTimer } from '#api-client/sdk.gen.js';
import type { Timer } from '#api-client/types.gen.js';
import { call, once } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { Light, type LightColour } from '../../ui/light.js';
import { More } from '../../ui/more.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { Failure, Subject } from './failure.js';
import { SettleDialog, type Settling } from './settle-dialog.js';
import { operationsFilters, timerStates, type OperationsFilters } from './tabs.js';

const colours: Readonly<Record<Timer['state'], LightColour>> = {
  pending: 'grey',
  overdue: 'yellow',
  parked: 'red',
  fired: 'green',
  cancelled: 'grey',
};

/** Deadlines as rows; one that could not be fired is parked until somebody deals with it. */
export function Timers({ state }: { state: OperationsFilters['timer'] }) {
  const { t, language } = useWords();
  const acts = mayDo(useSession(), 'operations.write');
  const navigate = useNavigate({ from: '/operations' });
  const [settling, setSettling] = useState<Settling | null>(null);
  const { list, more } = usePaged(['operations', 'timers', state], (cursor) =>
    call(listTimers({ query: { ...(state && { state }), cursor, limit: 30 } })),
  );
  const asked = (id: string, reason: string) => ({ path: { id }, headers: once(), body: { reason } });
  const retry = ({ id, does }: Timer): Settling => ({
    title: t('operations.retry'),
    what: t('operations.requeueWhat', { what: does[language] }),
    done: t('operations.sentAgain'),
    act: (reason) => call(retryTimer(asked(id, reason))),
  });
  const dismiss = ({ id, ifDismissed }: Timer): Settling => ({
    title: t('operations.dismiss'),
    what: ifDismissed[language],
    done: t('operations.dismissed'),
    act: (reason) => call(dismissTimer(asked(id, reason))),
  });
  return (
    <>
      <div className="filters">
        <SelectField
          label={t('operations.state')}
          value={state ?? ''}
          onChange={(timer) => void navigate({ search: operationsFilters({ tab: 'timers', timer }) })}
          choices={[
            { value: '', label: t('app.all') },
            ...timerStates.map((value) => ({ value, label: t(`operations.timer.${value}`) })),
          ]}
        />
      </div>
      <Card flush>
        <Loaded query={list}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t('operations.timers.none')} why={state && t('app.fewerFilters')} />
            ) : (
              <ul className="rows">
                {found.map((timer) => (
                  <li key={timer.id} className="row">
                    <div>
                      <p>
                        <span className="row-title">{timer.does[language]}</span> <Subject subject={timer.subject} />
                      </p>
                      {timer.cause && <Failure cause={timer.cause} />}
                      <p className="muted">
                        {t('operations.timers.due', { at: moment(timer.dueAt, language) })}
                        {timer.firedAt && ` ${t('operations.timers.firedAt', { at: moment(timer.firedAt, language) })}`}
                        {timer.outcome && ` ${t(`operations.outcome.${timer.outcome}`)}`}
                      </p>
                    </div>
                    <div className="acts">
                      <Light colour={colours[timer.state]} word={t(`operations.timer.${timer.state}`)} />
                      {acts && timer.state === 'parked' && (
                        <>
                          <Button look="plain" onClick={() => setSettling(retry(timer))}>
                            {t('operations.retry')}
                          </Button>
                          <Button look="quiet" onClick={() => setSettling(dismiss(timer))}>
                            {t('operations.dismiss')}
                          </Button>
                        </>
                      )}
                    </div>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
      {settling && <SettleDialog settling={settling} onClose={() => setSettling(null)} />}
    </>
  );
}
