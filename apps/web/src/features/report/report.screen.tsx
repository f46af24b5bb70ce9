import './report.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { acceptReport, getReport, reportUnchanged, returnReport, submitReport } from '#api-client/sdk.gen.js';
import type { Report } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { today } from '../../format/clock.js';
import { day, moment } from '../../format/dates.js';
import { nameOf, refusalWords, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { ExportLink } from '../../ui/export-link.js';
import { Empty, Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { ReportGrid } from './report-grid.js';
import { ReportHistory } from './report-history.js';
import { daysOf, StateLight } from './reports.screen.js';
import { useDraft, type Saving } from './use-draft.js';

/** One office's report of one period: prefilled, written through by keyboard, saved by itself. */
export function ReportScreen() {
  const { officeId, start } = useParams({ from: '/within/reports/$officeId/$start' });
  const report = useQuery({
    queryKey: ['report', officeId, start],
    queryFn: () => call(getReport({ path: { officeId, start } })),
  });
  return (
    <LoadedPage query={report} back="/reports" lines={12}>
      {(found) => <ReportPage key={`${officeId} ${start}`} report={found} />}
    </LoadedPage>
  );
}

function ReportPage({ report }: { report: Report }) {
  const { t, language } = useWords();
  const { office, start, end, lines, dueOn, submittedAt, may, returnReason, state, closed } = report;
  const lastDay = today() < end ? today() : start;
  const draft = useDraft(report, lastDay);
  const client = useQueryClient();
  const to = { path: { officeId: office.id, start } };
  const again = () => client.invalidateQueries({ queryKey: ['report'] });
  const left = lines.filter(({ written, project }) => !written && !draft.isDirty(project.id));
  const unchanged = useMutation({
    mutationFn: async (projectIds: readonly string[]) => {
      await draft.inTurn((version) =>
        call(
          reportUnchanged({ ...to, headers: { ...seen(version), ...once() }, body: { projectIds: [...projectIds] } }),
        ),
      );
      draft.drop(projectIds);
    },
    onSettled: again,
  });
  const submit = useMutation({
    mutationFn: async () => {
      await draft.flush();
      await draft.inTurn((version) =>
        call(submitReport({ ...to, headers: { ...seen(version), ...once() }, body: {} })),
      );
    },
    onSuccess: () => toast(t('report.submitted')),
    onSettled: again,
  });
  const written = lines.length - left.length;
  const sentence =
    dueOn === null
      ? t('report.nothingDue')
      : (state === 'submitted' || state === 'accepted') && submittedAt
        ? t('report.sentenceIn', { n: lines.length, at: moment(submittedAt, language) })
        : t('report.sentence', { n: lines.length, written, due: day(dueOn, language) });
  return (
    <Page
      title={t('report.of', { office: nameOf(office, language), span: daysOf(report, language) })}
      back="/reports"
      aside={<StateLight row={report} />}
      sentence={sentence}
      actions={
        <ExportLink table="report-lines" filters={{ from: report.start, to: report.end, office: report.office.id }} />
      }
    >
      {returnReason && state === 'returned' && (
        <p className="notice-box">{t('report.returnedFor', { reason: returnReason })}</p>
      )}
      {closed.length > 0 && <p className="notice-box">{t('report.closed')}</p>}
      <ErrorSummary error={unchanged.error ?? submit.error} />
      {lines.length === 0 ? (
        <Empty title={t('report.none')} why={t('report.noneWhy')} />
      ) : (
        <ReportGrid
          report={report}
          draft={draft}
          onUnchanged={(line) => {
            unchanged.mutate([line.project.id]);
            toast(t('report.unchangedDone', { name: line.project.name }));
          }}
        />
      )}
      {may.write && (
        <div className="form-bar report-bar">
          <SavingWords saving={draft.saving} />
          {left.length > 0 && (
            <Button
              look="plain"
              busy={unchanged.isPending}
              onClick={() =>
                unchanged.mutate(
                  left.map(({ project }) => project.id),
                  { onSuccess: () => toast(t('report.unchangedAllDone', { n: left.length })) },
                )
              }
            >
              {t('report.unchangedAll', { n: left.length })}
            </Button>
          )}
          <Button
            busy={submit.isPending}
            disabled={!may.submit && left.length > 0}
            onClick={() => submit.mutate()}
            title={t('report.submitNote')}
          >
            {t('report.submit')}
          </Button>
          {left.length > 0 && <span className="muted">{t('report.submitLeft', { n: left.length })}</span>}
        </div>
      )}
      {may.decide && state === 'submitted' && <Decide report={report} onDone={again} />}
      <ReportHistory report={report} />
    </Page>
  );
}

function SavingWords({ saving }: { saving: Saving }) {
  const { t } = useWords();
  if (typeof saving !== 'string')
    return (
      <span className="bad-ink" role="alert">
        {t('report.notSaved', { why: refusalWords(t, saving.error) })}
      </span>
    );
  return (
    <span className="muted" role="status">
      {t(`report.${saving}`)}
    </span>
  );
}

/** The coordinator's answer to a report that is in. */
function Decide({ report, onDone }: { report: Report; onDone: () => Promise<void> }) {
  const { t } = useWords();
  const [returning, setReturning] = useState(false);
  const to = { path: { officeId: report.office.id, start: report.start } };
  const headers = () => ({ ...seen(report.version), ...once() });
  const accept = useMutation({
    mutationFn: () => call(acceptReport({ ...to, headers: headers(), body: {} })),
    onSuccess: () => toast(t('report.accepted')),
    onSettled: onDone,
  });
  return (
    <div className="form-bar report-bar">
      <ErrorSummary error={accept.error} />
      <Button busy={accept.isPending} onClick={() => accept.mutate()}>
        {t('report.accept')}
      </Button>
      <Button look="plain" onClick={() => setReturning(true)}>
        {t('report.return')}
      </Button>
      {returning && (
        <ReturnDialog
          send={(reason) => call(returnReport({ ...to, headers: headers(), body: { reason } }))}
          onClose={() => setReturning(false)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function ReturnDialog({
  send,
  onClose,
  onDone,
}: {
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { t } = useWords();
  const giveBack = useMutation({
    mutationFn: send,
    onSuccess: () => toast(t('report.returned')),
    onSettled: onDone,
  });
  return (
    <ReasonDialog
      title={t('report.returnTitle')}
      label={t('report.returnReason')}
      act={t('report.return')}
      maxLength={500}
      send={giveBack}
      onClose={onClose}
    />
  );
}
