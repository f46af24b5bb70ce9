import './operations.css';
import { useState } from 'react';
import { dismissDeadLetter, listDeadLetters, requeueDeadLetter } from '#api-client/sdk.gen.js';
import type { DeadLetter } from '#api-client/types.gen.js';
import { call, once } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { More } from '../../ui/more.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { Failure, Subject } from './failure.js';
import { SettleDialog, type Settling } from './settle-dialog.js';

/** Work given up after its last try: what it was for, why it failed, and to send it again or let it go. */
export function DeadLetters() {
  const { t, language } = useWords();
  const acts = mayDo(useSession(), 'operations.write');
  const [settling, setSettling] = useState<Settling | null>(null);
  const { list, more } = usePaged(['operations', 'dead-letters'], (cursor) =>
    call(listDeadLetters({ query: { cursor, limit: 20 } })),
  );
  const asked = (id: string, reason: string) => ({ path: { id }, headers: once(), body: { reason } });
  const requeue = ({ id, does }: DeadLetter): Settling => ({
    title: t('operations.requeue'),
    what: t('operations.requeueWhat', { what: does[language] }),
    done: t('operations.sentAgain'),
    act: (reason) => call(requeueDeadLetter(asked(id, reason))),
  });
  const dismiss = ({ id, ifDismissed }: DeadLetter): Settling => ({
    title: t('operations.dismiss'),
    what: ifDismissed[language],
    done: t('operations.dismissed'),
    act: (reason) => call(dismissDeadLetter(asked(id, reason))),
  });
  return (
    <Card flush>
      <Loaded query={list}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t('operations.dead.none')} why={t('operations.dead.noneWhy')} />
          ) : (
            <ul className="rows">
              {found.map((letter) => (
                <li key={letter.id} className="row">
                  <div>
                    <p>
                      <span className="row-title">{letter.does[language]}</span> <Subject subject={letter.subject} />
                    </p>
                    <Failure cause={letter.cause} />
                    <p className="muted">
                      {t('operations.dead.when', {
                        at: moment(letter.deadAt, language),
                        promised: moment(letter.promisedAt, language),
                        count: letter.attempts,
                      })}{' '}
                      <code>{letter.requestId}</code>
                    </p>
                  </div>
                  {acts && (
                    <div className="acts">
                      <Button look="plain" onClick={() => setSettling(requeue(letter))}>
                        {t('operations.requeue')}
                      </Button>
                      <Button look="quiet" onClick={() => setSettling(dismiss(letter))}>
                        {t('operations.dismiss')}
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More {...more} />
      {settling && <SettleDialog settling={settling} onClose={() => setSettling(null)} />}
    </Card>
  );
}
