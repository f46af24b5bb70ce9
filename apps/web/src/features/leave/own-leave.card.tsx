import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endLeave, listLeaves } from '#api-client/sdk.gen.js';
import type { Leave } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { LeaveForm } from './leave-form.js';
import { isAhead, LeaveRow } from './leave-row.js';

/** Days on which one is away, and who stands in: their mails go to the deputy. Also whom one stands in for. */
export function OwnLeaveCard() {
  const { t } = useWords();
  const session = useSession();
  const { person, unit } = session;
  const client = useQueryClient();
  const may = mayDo(session, 'leave.write');
  const leaves = useQuery({ queryKey: ['leaves'], queryFn: () => call(listLeaves()), enabled: may });
  const end = useMutation({
    mutationFn: ({ id, version }: Leave) => call(endLeave({ path: { id }, headers: seen(version), body: {} })),
    onSuccess: () => toast(t('leave.ended')),
    onSettled: () => client.invalidateQueries({ queryKey: ['leaves'] }),
  });
  if (!may) return null;
  const mine = (leave: Leave) => leave.person.id === person.id || leave.deputy?.id === person.id;
  return (
    <Card title={t('leave.own')} note={t('leave.ownNote')}>
      <ErrorSummary error={end.error} />
      <Loaded query={leaves}>
        {(found) => {
          const ahead = found.filter((leave) => isAhead(leave) && mine(leave));
          if (ahead.length === 0) return <p className="muted">{t('leave.ownNone')}</p>;
          return (
            <ul className="rows">
              {ahead.map((leave) => (
                <LeaveRow key={leave.id} leave={leave} whose={false}>
                  {leave.person.id === person.id && (
                    <Button look="plain" busy={end.isPending} onClick={() => end.mutate(leave)}>
                      {t(leave.standing === 'coming' ? 'leave.callOff' : 'leave.backAgain')}
                      <span className="away"> {leave.person.name}</span>
                    </Button>
                  )}
                </LeaveRow>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <LeaveForm person={{ id: person.id, name: person.name, unit }} />
    </Card>
  );
}
