import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endLeave, listLeaves } from '#api-client/sdk.gen.js';
import type { Leave } from '#api-client/types.gen.js';
import { addDays } from '#domain/calendar/plain-date.js';
import { call, seen } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ExportLink } from '../../ui/export-link.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { LeaveForm } from './leave-form.js';
import { LeaveRow } from './leave-row.js';

/** What is over stays in sight so long. */
const LOOKED_BACK_DAYS = 30;

type Asked = { readonly act: 'add' } | { readonly act: 'change' | 'end'; readonly id: string };

/** 外出与代理: who is away now and in the days to come, and who stands in. A coordinator keeps it for everybody. */
export function LeavesScreen() {
  const { t } = useWords();
  const session = useSession();
  const everybodys = session.permissions.some(
    ({ action, scope }) => action === 'leave.write' && scope.kind === 'district',
  );
  const since = addDays(today(), -LOOKED_BACK_DAYS);
  const leaves = useQuery({
    queryKey: ['leaves', since],
    queryFn: () => call(listLeaves({ query: { from: since } })),
  });
  const [asked, setAsked] = useState<Asked | null>(null);
  const done = () => setAsked(null);
  // As it is now: after a lost race the next try is about what the other made of it.
  const about = asked && asked.act !== 'add' ? leaves.data?.find(({ id }) => id === asked.id) : undefined;
  return (
    <Page
      title={t('leave.title')}
      sentence={leaves.data && t('leave.sentence', counted(leaves.data))}
      actions={
        <>
          <ExportLink table="leaves" filters={{ from: since }} />
          {everybodys && <Button onClick={() => setAsked({ act: 'add' })}>{t('leave.add')}</Button>}
        </>
      }
    >
      <Loaded query={leaves}>
        {(found) => (
          <div className="stack">
            {(['running', 'coming', 'past'] as const).map((part) => (
              <Part
                key={part}
                part={part}
                leaves={found.filter(({ standing }) => partOf(standing) === part)}
                keeps={everybodys}
                onAsk={setAsked}
              />
            ))}
          </div>
        )}
      </Loaded>
      {asked?.act === 'add' && (
        <Dialog title={t('leave.add')} onClose={done}>
          <LeaveForm person={null} main onDone={done} />
        </Dialog>
      )}
      {asked?.act === 'change' && about && (
        <Dialog title={t('leave.changeOf', { name: about.person.name })} onClose={done}>
          <LeaveForm person={about.person} leave={about} main onDone={done} />
        </Dialog>
      )}
      {asked?.act === 'end' && about && <EndLeave leave={about} onClose={done} />}
    </Page>
  );
}

const partOf = (standing: Leave['standing']) => (standing === 'running' || standing === 'coming' ? standing : 'past');

const counted = (leaves: readonly Leave[]) => ({
  running: leaves.filter(({ standing }) => standing === 'running').length,
  coming: leaves.filter(({ standing }) => standing === 'coming').length,
  without: leaves.filter(({ standing, deputy }) => standing === 'running' && deputy === null).length,
});

function Part({
  part,
  leaves,
  keeps,
  onAsk,
}: {
  part: 'running' | 'coming' | 'past';
  leaves: readonly Leave[];
  keeps: boolean;
  onAsk: (asked: Asked) => void;
}) {
  const { t } = useWords();
  if (part === 'past' && leaves.length === 0) return null;
  return (
    <Card
      title={t(`leave.part.${part}`)}
      note={part === 'past' && t('leave.lookedBack', { n: LOOKED_BACK_DAYS })}
      flush
    >
      {leaves.length === 0 ? (
        <Empty title={t(`leave.none.${part}`)} why={t('leave.noneWhy')} />
      ) : (
        <ul className="rows">
          {leaves.map((leave) => (
            <LeaveRow key={leave.id} leave={leave} whose>
              {keeps && part !== 'past' && (
                <div className="acts">
                  <Button look="plain" onClick={() => onAsk({ act: 'change', id: leave.id })}>
                    {t('leave.change')}
                    <span className="away"> {leave.person.name}</span>
                  </Button>
                  <Button look="plain" onClick={() => onAsk({ act: 'end', id: leave.id })}>
                    {t(part === 'coming' ? 'leave.callOff' : 'leave.backAgain')}
                    <span className="away"> {leave.person.name}</span>
                  </Button>
                </div>
              )}
            </LeaveRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Called off, or back early, with the reason, which the deputy reads. */
function EndLeave({ leave, onClose }: { leave: Leave; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (reason: string) =>
      call(endLeave({ path: { id: leave.id }, headers: seen(leave.version), body: { reason: reason.trim() } })),
    onSuccess: () => {
      toast(t('leave.ended'));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['leaves'] }),
  });
  const act = t(leave.standing === 'coming' ? 'leave.callOff' : 'leave.backAgain');
  return (
    <ReasonDialog
      title={t('leave.endOf', { name: leave.person.name, act })}
      label={t('leave.endReason')}
      act={act}
      maxLength={200}
      send={end}
      onClose={onClose}
    />
  );
}
