import './operations.css';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { dismissDelivery, listOperationsDeliveries, retryDelivery } from '#api-client/sdk.gen.js';
import type { Delivery } from '#api-client/types.gen.js';
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
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { SettleDialog, type Settling } from './settle-dialog.js';
import { deliveryStates, operationsFilters, type OperationsFilters } from './tabs.js';

const colours: Readonly<Record<Delivery['state'], LightColour>> = {
  waiting: 'grey',
  sending: 'grey',
  sent: 'green',
  failed: 'red',
  skipped: 'grey',
};

/** How the sending of notices stands; what failed can be sent again, to the address the person has now. */
export function Deliveries({ state }: { state: OperationsFilters['delivery'] }) {
  const { t, language } = useWords();
  const acts = mayDo(useSession(), 'operations.write');
  const navigate = useNavigate({ from: '/operations' });
  const [settling, setSettling] = useState<Settling | null>(null);
  const { list, more } = usePaged(['operations', 'deliveries', state], (cursor) =>
    call(listOperationsDeliveries({ query: { ...(state && { state }), cursor, limit: 50 } })),
  );
  const asked = (id: string, reason: string) => ({ path: { id }, headers: once(), body: { reason } });
  const retry = ({ id, recipientName }: Delivery): Settling => ({
    title: t('operations.retry'),
    what: t('operations.deliveries.retryWhat', { name: recipientName }),
    done: t('operations.sentAgain'),
    act: (reason) => call(retryDelivery(asked(id, reason))),
  });
  const dismiss = ({ id, recipientName }: Delivery): Settling => ({
    title: t('operations.dismiss'),
    what: t('operations.deliveries.dismissWhat', { name: recipientName }),
    done: t('operations.dismissed'),
    act: (reason) => call(dismissDelivery(asked(id, reason))),
  });
  const columns: Column<Delivery>[] = [
    {
      key: 'who',
      head: t('operations.deliveries.to'),
      cell: ({ recipientName, address }) => (
        <>
          {recipientName} <span className="muted">{address}</span>
        </>
      ),
    },
    { key: 'rule', head: t('operations.deliveries.rule'), cell: ({ rule }) => <code>{rule}</code> },
    {
      key: 'state',
      head: t('operations.state'),
      cell: (one) => (
        <div>
          <Light colour={colours[one.state]} word={t(`operations.delivery.${one.state}`)} />
          {one.skippedBecause && <p className="muted">{t(`operations.skipped.${one.skippedBecause}`)}</p>}
          {one.lastError && <p className="muted operations-words">{one.lastError}</p>}
        </div>
      ),
    },
    { key: 'due', head: t('operations.deliveries.due'), cell: ({ dueAt }) => moment(dueAt, language) },
    {
      key: 'sent',
      head: t('operations.deliveries.sentAt'),
      cell: ({ sentAt }) => (sentAt === null ? '–' : moment(sentAt, language)),
    },
    { key: 'attempts', head: t('operations.attempts'), number: true, cell: ({ attempts }) => attempts },
    ...(acts
      ? [
          {
            key: 'acts',
            head: t('user.acts'),
            cell: (one: Delivery) =>
              one.state === 'failed' || one.state === 'waiting' ? (
                <span className="acts">
                  {one.state === 'failed' && (
                    <Button look="quiet" onClick={() => setSettling(retry(one))}>
                      {t('operations.retry')}
                    </Button>
                  )}
                  <Button look="quiet" onClick={() => setSettling(dismiss(one))}>
                    {t('operations.dismiss')}
                  </Button>
                </span>
              ) : (
                '–'
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="filters">
        <SelectField
          label={t('operations.state')}
          value={state ?? ''}
          onChange={(delivery) => void navigate({ search: operationsFilters({ tab: 'deliveries', delivery }) })}
          choices={[
            { value: '', label: t('app.all') },
            ...deliveryStates.map((value) => ({ value, label: t(`operations.delivery.${value}`) })),
          ]}
        />
      </div>
      <Card flush>
        <Loaded query={list}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t('operations.deliveries.none')} why={state && t('app.fewerFilters')} />
            ) : (
              <Table caption={t('operations.deliveries.title')} columns={columns} rows={found} keyOf={({ id }) => id} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
      {settling && <SettleDialog settling={settling} onClose={() => setSettling(null)} />}
    </>
  );
}
