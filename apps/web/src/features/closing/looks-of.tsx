import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listLooks, reportLooked } from '#api-client/sdk.gen.js';
import type { LeaderLook } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { date, dayOf } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { Card } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { periodName } from './period-name.js';

const looksQuery = { queryKey: ['looks'], queryFn: () => call(listLooks({ query: { open: 'true' as const } })) };

/** What this leader must still look at: ten-day periods that closed short. Nothing, when there is nothing. */
export function LooksOf({ leaderId }: { leaderId: string }) {
  const { t } = useWords();
  const looks = useQuery(looksQuery);
  const own = (looks.data ?? []).filter(({ leader }) => leader.id === leaderId);
  if (own.length === 0) return null;
  return (
    <Card title={t('look.title')} note={own.length} flush>
      <ul className="rows">
        {own.map((look) => (
          <Look key={look.id} look={look} />
        ))}
      </ul>
    </Card>
  );
}

/** One duty to look, with the projects that are short. */
export function Look({ look }: { look: LeaderLook }) {
  const { t, language } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { period, projects, shortBy, dueOn, overdue, lookedAt, note, leader } = look;
  const send = useMutation({
    mutationFn: (said: string) =>
      call(
        reportLooked({ path: { id: look.id }, headers: { ...seen(look.version), ...once() }, body: { note: said } }),
      ),
    onSuccess: () => {
      toast(t('look.done'));
      setOpen(false);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['looks'] }),
  });
  const mine = mayDo(session, 'look.write') && leader.id === session.person.id;
  return (
    <li className="row">
      <div>
        <strong>{t('look.of', { period: periodName(period, t, language), shortBy: money(shortBy, language) })}</strong>
        <p className={overdue && !lookedAt ? 'bad-ink' : 'muted'}>
          {leader.name} ·{' '}
          {lookedAt
            ? t('look.lookedOn', { on: date(dayOf(lookedAt), language) })
            : t('look.dueOn', { on: date(dueOn, language) })}
        </p>
        <ul className="evidence">
          {projects.map(({ id, name, gap }) => (
            <li key={id}>
              <Link to="/projects/$id" params={{ id }}>
                {name}
              </Link>{' '}
              <span className="muted">{t('look.short', { gap: money(gap, language) })}</span>
            </li>
          ))}
        </ul>
        {note && <p className="long">{note}</p>}
      </div>
      {mine && !lookedAt && (
        <Button look="plain" onClick={() => setOpen(true)}>
          {t('look.do')}
        </Button>
      )}
      {open && <ReasonDialog title={t('look.do')} label={t('look.note')} send={send} onClose={() => setOpen(false)} />}
    </li>
  );
}
