import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getNoticePreferences, setNoticePreferences } from '#api-client/sdk.gen.js';
import type { NoticePreferences } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Toggle } from '../../ui/field.js';
import { Card } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';

/** What one is mailed of. What is duty is always mailed and says so; the inbox keeps everything. */
export function NoticesCard() {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const may = mayDo(session, 'notice.prefer');
  const preferences = useQuery({
    queryKey: ['notice-preferences'],
    queryFn: () => call(getNoticePreferences()),
    enabled: may,
  });
  const change = useMutation({
    mutationFn: ({ now, topic, on }: { now: NoticePreferences; topic: string; on: boolean }) => {
      const off = now.topics.filter((each) => (each.topic === topic ? !on : !each.mail)).map((each) => each.topic);
      return call(setNoticePreferences({ headers: seen(now.version), body: { without: off } }));
    },
    onSuccess: () => toast(t('account.kept')),
    onSettled: () => client.invalidateQueries({ queryKey: ['notice-preferences'] }),
  });
  if (!may) return null;
  return (
    <Card title={t('account.notices')} note={t('account.noticesNote')}>
      <ErrorSummary error={change.error} />
      <Loaded query={preferences}>
        {(now) => (
          <ul className="rows">
            {now.topics.map(({ topic, duty, mail }) => (
              <li key={topic} className="row">
                <div>
                  {duty ? (
                    <strong>{t(`account.topic.${topic}`)}</strong>
                  ) : (
                    <Toggle
                      label={t(`account.topic.${topic}`)}
                      on={change.isPending && change.variables.topic === topic ? change.variables.on : mail}
                      onChange={(on) => change.mutate({ now, topic, on })}
                    />
                  )}
                  <p className="muted">{t(`account.about.${topic}`)}</p>
                </div>
                {duty && <span className="muted">{t('account.duty')}</span>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
