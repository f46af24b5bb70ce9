import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { correctFigure } from '#api-client/sdk.gen.js';
import type { Report, ReportLine } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { wanOf, yuanOf } from '../../format/wan.js';

/** A figure that was handed in is put right by one more entry; what it was stays in the history. */
export function CorrectDialog({
  report,
  line,
  spanStart,
  onClose,
}: {
  report: Report;
  line: ReportLine;
  spanStart: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const figure = line.figures.find(({ start }) => start === spanStart);
  const [amount, setAmount] = useState(wanOf(figure?.entered ?? figure?.amount ?? 0));
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const correct = useMutation({
    mutationFn: () =>
      call(
        correctFigure({
          path: { officeId: report.office.id, start: report.start },
          headers: { ...seen(report.version), ...once() },
          body: { projectId: line.project.id, spanStart, amount: yuanOf(amount)!, reason },
        }),
      ),
    onSuccess: () => {
      toast(t('report.correctDone'));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['report'] }),
  });
  return (
    <Dialog title={t('report.correctTitle')} onClose={onClose}>
      <Form
        faults={faults}
        error={correct.error}
        onSubmit={() => {
          const found: Faults = {
            ...lacking({ reason }, { reason: t('app.needed') }),
            ...(yuanOf(amount) === undefined ? { amount: t('report.notANumber') } : {}),
          };
          setFaults(found);
          if (none(found)) correct.mutate();
        }}
      >
        <p>{line.project.name}</p>
        <TextField
          name="amount"
          label={t('report.correctAmount')}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
        />
        <TextArea name="reason" label={t('report.correctReason')} value={reason} onChange={setReason} maxLength={500} />
        <div className="form-end">
          <Button type="submit" busy={correct.isPending}>
            {t('report.correct')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
