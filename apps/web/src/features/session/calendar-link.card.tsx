import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getCalendarFeed, makeCalendarFeed, revokeCalendarFeed } from '#api-client/sdk.gen.js';
import { call, once } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { TextField } from '../../ui/field.js';
import { Card } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';

/** One's meetings in one's own calendar program, by a secret link that is shown once and can be taken back. */
export function CalendarLinkCard() {
  const { t, language } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [url, setUrl] = useState<string | null>(null);
  const may = mayDo(session, 'meeting.read');
  const feed = useQuery({ queryKey: ['calendar-feed'], queryFn: () => call(getCalendarFeed()), enabled: may });
  const again = () => client.invalidateQueries({ queryKey: ['calendar-feed'] });
  const make = useMutation({
    mutationFn: () => call(makeCalendarFeed({ headers: once() })),
    onSuccess: (made) => setUrl(made.url),
    onSettled: again,
  });
  const revoke = useMutation({
    mutationFn: () => call(revokeCalendarFeed()),
    onSuccess: () => {
      setUrl(null);
      toast(t('account.linkGone'));
    },
    onSettled: again,
  });
  if (!may || !feed.data) return null;
  const { since } = feed.data;
  return (
    <Card title={t('account.calendar')}>
      <ErrorSummary error={make.error ?? revoke.error} />
      <p>{t('account.calendarWhat')}</p>
      {url && (
        <TextField label={t('account.link')} hint={t('account.linkOnce')} value={url} onChange={() => undefined} />
      )}
      {since && !url && <p className="muted">{t('account.linkSince', { at: moment(since, language) })}</p>}
      <div className="acts">
        <Button look={since ? 'plain' : 'main'} busy={make.isPending} onClick={() => make.mutate()}>
          {t(since ? 'account.replaceLink' : 'account.makeLink')}
        </Button>
        {since && (
          <Button look="plain" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('account.revokeLink')}
          </Button>
        )}
      </div>
    </Card>
  );
}
