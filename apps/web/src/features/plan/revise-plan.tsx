import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { publishProjectPlan } from '#api-client/sdk.gen.js';
import type { ProjectPlan } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { money } from '../../format/money.js';
import { yuanOf } from '../../format/wan.js';
import { useWords, type Words } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Segments, TextArea, TextField } from '../../ui/field.js';
import { Form, none, type Faults } from '../../ui/form.js';
import { Card } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { MonthsTable } from './months-table.js';
import { amountsOf, bodyOf, draftOf, sumOf, type PlanDraft, type PlanKind } from './plan-draft.js';

const kinds: readonly PlanKind[] = ['workdays', 'quarters', 'months'];

function lackOf(draft: PlanDraft, t: Words): Faults {
  const amounts = amountsOf(draft).flatMap((text, index) =>
    yuanOf(text) === undefined ? [[`amount${index}`, t('plan.amountWrong')] as const] : [],
  );
  return {
    ...Object.fromEntries(amounts),
    ...(draft.kind === 'workdays' && sumOf(draft) === undefined && { annual: t('plan.amountWrong') }),
    ...(draft.reason.trim() === '' && { reason: t('plan.reasonNeeded') }),
  };
}

/** A revision is a version with a reason and a day: looked at first, then published. What is over keeps its plan. */
export function RevisePlan({ plan }: { plan: ProjectPlan }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState(draftOf(plan));
  const [faults, setFaults] = useState<Faults>({});
  const send = (preview: 'true' | 'false') =>
    call(
      publishProjectPlan({
        path: { id: plan.projectId, year: String(plan.year) },
        query: { preview },
        headers: seen(plan.version),
        body: bodyOf(draft),
      }),
    );
  const preview = useMutation({ mutationFn: () => send('true') });
  const publish = useMutation({
    mutationFn: () => send('false'),
    onSuccess: ({ version }) => toast(t('plan.published', { version })),
    onSettled: () => {
      for (const key of ['plan', 'chain', 'lights', 'results', 'project'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const set = (change: Partial<PlanDraft>) => {
    setDraft({ ...draft, ...change });
    preview.reset();
  };
  const setAmount = (index: number, text: string) => {
    const key = draft.kind === 'quarters' ? 'quarters' : 'months';
    set({ [key]: draft[key].map((before, at) => (at === index ? text : before)) });
  };
  const submit = () => {
    const found = lackOf(draft, t);
    setFaults(found);
    publish.reset();
    if (none(found)) preview.mutate();
  };
  const sum = sumOf(draft);
  return (
    <Card title={t(plan.version === 0 ? 'plan.first' : 'plan.revise')}>
      <Form faults={faults} error={preview.error ?? publish.error} onSubmit={submit}>
        <Segments
          label={t('plan.how')}
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as PlanKind })}
          choices={kinds.map((value) => ({ value, label: t(`plan.kind.${value}`) }))}
        />
        <p className="hint">{t(`plan.kindHint.${draft.kind}`)}</p>
        {draft.kind === 'workdays' ? (
          <TextField
            label={t('plan.annualWan')}
            name="annual"
            inputMode="decimal"
            value={draft.annual}
            onChange={(annual) => set({ annual })}
          />
        ) : (
          <div className="plan-months">
            {amountsOf(draft).map((text, index) => (
              <TextField
                key={`${draft.kind}-${index + 1}`}
                label={t(draft.kind === 'quarters' ? 'plan.quarterWan' : 'plan.monthWan', { n: index + 1 })}
                name={`amount${index}`}
                inputMode="decimal"
                value={text}
                onChange={(typed) => setAmount(index, typed)}
              />
            ))}
          </div>
        )}
        <p>
          {t('plan.sum')} <b>{sum === undefined ? '–' : money(sum, language)}</b>
          {sum !== undefined && sum !== plan.annual && plan.version > 0 && (
            <span className="muted"> {t('plan.was', { annual: money(plan.annual, language) })}</span>
          )}
        </p>
        <TextField
          label={t('plan.effectiveFrom')}
          name="effectiveFrom"
          type="date"
          optional
          hint={t('plan.effectiveHint')}
          value={draft.effectiveFrom}
          onChange={(effectiveFrom) => set({ effectiveFrom })}
        />
        <TextArea
          label={t('plan.reason')}
          name="reason"
          maxLength={500}
          value={draft.reason}
          onChange={(reason) => set({ reason })}
        />
        <div className="form-end">
          <Button type="submit" look={preview.data ? 'plain' : 'main'} busy={preview.isPending}>
            {t('plan.preview')}
          </Button>
          {preview.data && (
            <Button busy={publish.isPending} onClick={() => publish.mutate()}>
              {t('plan.publish')}
            </Button>
          )}
        </div>
      </Form>
      {preview.data && (
        <section aria-live="polite">
          <h3>{t('plan.wouldBe', { annual: money(preview.data.annual, language) })}</h3>
          <MonthsTable plan={preview.data} {...(plan.version > 0 && { before: plan })} />
        </section>
      )}
    </Card>
  );
}
