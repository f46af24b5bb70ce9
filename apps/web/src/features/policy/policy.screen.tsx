import './policy.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { listPolicyVersions, publishPolicy } from '#api-client/sdk.gen.js';
import type { Policy, PolicyVersion } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { policyQuery } from '../../api/policies.js';
import { mayDo, useSession } from '../../api/session.js';
import { date, dayOf, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { TextArea, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded, LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { DefinitionFields } from './definition-fields.js';
import { shapes } from './policy-shape.js';
import { Published } from './published.js';

/** One policy: what is in force, how it came to be, and, for the coordinator, the next version, looked at before it holds. */
export function PolicyScreen() {
  const { kind } = useParams({ from: '/within/policies/$kind' });
  const policy = useQuery(policyQuery(kind));
  return (
    <LoadedPage query={policy} back="/policies" lines={8}>
      {(found) => <PolicyPage policy={found} />}
    </LoadedPage>
  );
}

function PolicyPage({ policy }: { policy: Policy }) {
  const { t, language } = useWords();
  const { kind, version, coming } = policy;
  return (
    <Page
      title={t(`policy.kind.${kind}`)}
      back="/policies"
      sentence={t(`policy.about.${kind}`)}
      aside={coming.map((next) => (
        <span key={next.version}>
          {t('policy.comingFrom', { version: next.version, on: date(dayOf(next.inForceFrom!), language) })}{' '}
        </span>
      ))}
    >
      <div className="columns wide-first">
        <NextVersion key={version} policy={policy} />
        <Versions kind={kind} />
      </div>
    </Page>
  );
}

/** Who may not publish sees the same values, and cannot change them. */
function NextVersion({ policy }: { policy: Policy }) {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const writes = mayDo(session, 'policy.write');
  const newest = policy.coming.at(-1) ?? policy.inForce;
  const [definition, setDefinition] = useState<unknown>(newest.definition);
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: (preview: boolean) =>
      call(
        publishPolicy({
          path: { kind: policy.kind },
          query: { preview: preview ? 'true' : 'false' },
          headers: seen(policy.version),
          body: {
            definition: definition as PolicyVersion['definition'],
            reason: reason.trim(),
            ...(from !== '' && { inForceFrom: from }),
          },
        }),
      ),
    onSuccess: (answer) => {
      if (answer.preview) return;
      toast(t('policy.published', { version: answer.version }));
      void client.invalidateQueries();
    },
  });
  const changed = () => send.reset();
  const submit = () => {
    const found = lacking({ reason }, { reason: t('policy.reasonNeeded') });
    setFaults(found);
    if (none(found)) send.mutate(true);
  };
  const foreseen = send.data?.preview ? send.data : null;
  return (
    <Card title={t(writes ? 'policy.next' : 'policy.inForce')}>
      <Form faults={faults} error={send.error} onSubmit={submit}>
        <fieldset className="policy-form" disabled={!writes}>
          <legend className="away">{t(`policy.kind.${policy.kind}`)}</legend>
          <DefinitionFields
            nodes={shapes[policy.kind] ?? []}
            definition={definition}
            onChange={(to) => {
              setDefinition(to);
              changed();
            }}
          />
        </fieldset>
        {writes && (
          <>
            <TextField
              label={t('policy.from')}
              name="inForceFrom"
              type="date"
              optional
              hint={t(`policy.fromHint.${policy.earliest}`)}
              value={from}
              onChange={(to) => {
                setFrom(to);
                changed();
              }}
            />
            <TextArea
              label={t('policy.reason')}
              name="reason"
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(to) => {
                setReason(to);
                changed();
              }}
            />
            {send.data && <Published answer={send.data} />}
            <div className="form-end">
              <Button type="submit" look={foreseen ? 'plain' : 'main'} busy={send.isPending && send.variables}>
                {t('policy.preview')}
              </Button>
              {foreseen && (
                <Button busy={send.isPending && !send.variables} onClick={() => send.mutate(false)}>
                  {t('policy.publish')}
                </Button>
              )}
            </div>
          </>
        )}
      </Form>
    </Card>
  );
}

function Versions({ kind }: { kind: string }) {
  const { t, language } = useWords();
  const versions = useQuery({
    queryKey: ['policies', kind, 'versions'],
    queryFn: () => call(listPolicyVersions({ path: { kind } })),
  });
  return (
    <Card title={t('policy.versions')}>
      <Loaded query={versions}>
        {(found) => (
          <ol className="rows">
            {found.map(({ version, reason, inForceFrom, createdBy, createdAt }) => (
              <li key={version} className="row">
                <div>
                  <strong>
                    {version === 0 || inForceFrom === null
                      ? t('policy.original')
                      : t('policy.versionFrom', { version, on: date(dayOf(inForceFrom), language) })}
                  </strong>
                  {reason && <p>{reason}</p>}
                  {createdAt && (
                    <p className="muted">
                      {createdBy?.name ?? t('app.byClock')} · {moment(createdAt, language)}
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}
