import { Link } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Report, ReportLine } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { date, span } from '../../format/dates.js';
import { inLargeUnit, money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Light } from '../../ui/light.js';
import { CorrectDialog } from './correct-dialog.js';
import type { TypedLine, useDraft } from './use-draft.js';
import { wanOf, yuanOf } from '../../format/wan.js';

type Draft = ReturnType<typeof useDraft>;

/** Arrows and Enter go to the same cell of the project above or below. */
function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const field = event.target as HTMLElement;
  const { cell } = field.dataset;
  const step =
    event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  // Within words of several lines the arrows are the text's own.
  if (cell === undefined || step === 0 || (field instanceof HTMLTextAreaElement && event.key !== 'Enter')) return;
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-cell="${cell}"]`)];
  const next = cells[cells.indexOf(field) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

/** A line a project: what was done in each span, how far the works are, what comes next; or one tap where nothing changed. */
export function ReportGrid({
  report,
  draft,
  onUnchanged,
}: {
  report: Report;
  draft: Draft;
  onUnchanged: (line: ReportLine) => void;
}) {
  const { t } = useWords();
  return (
    <>
      {report.may.write && <p className="hint report-keys">{t('report.keys')}</p>}
      <div className="report-grid" onKeyDown={moveByKey}>
        {report.lines.map((line) => (
          <Line
            key={line.project.id}
            line={line}
            report={report}
            typed={draft.lineOf(line)}
            dirty={draft.isDirty(line.project.id)}
            onChange={(change) => draft.change(line, change)}
            onUnchanged={() => onUnchanged(line)}
          />
        ))}
      </div>
    </>
  );
}

function Line({
  line,
  report,
  typed,
  dirty,
  onChange,
  onUnchanged,
}: {
  line: ReportLine;
  report: Report;
  typed: TypedLine;
  dirty: boolean;
  onChange: (change: Partial<TypedLine>) => void;
  onUnchanged: () => void;
}) {
  const { t, language } = useWords();
  const headingId = useId();
  const { project, year, written, unchanged, milestones, openProblems } = line;
  const { write } = report.may;
  // What can still be written needs no correction.
  const corrects = report.may.correct && (!write || report.closed.length > 0);
  const open = milestones.filter(({ reachedOn, reported }) => reachedOn === null || reported !== null);
  return (
    <section className={written || dirty ? 'report-line written' : 'report-line'} aria-labelledby={headingId}>
      <div className="report-project">
        <h2 id={headingId}>
          <Link to="/projects/$id" params={{ id: project.id }}>
            {project.name}
          </Link>
        </h2>
        <p className="muted">
          {project.code} ·{' '}
          {t('report.yearSo', { actual: inLargeUnit(year.actual, language), plan: money(year.plan, language) })}
          {openProblems > 0 && ` · ${t('report.problems', { n: openProblems })}`}
        </p>
        <Light
          colour={written || dirty ? 'green' : 'grey'}
          word={t(
            unchanged && !dirty ? 'report.isUnchanged' : written || dirty ? 'report.isWritten' : 'report.proposed',
          )}
        />
        {write && !written && !dirty && (
          <Button look="plain" onClick={onUnchanged}>
            {t('report.unchanged')}
          </Button>
        )}
      </div>
      <div className="report-figures">
        {report.spans.map(({ start, end }, index) => (
          <Amount
            key={start}
            label={t('report.amount', { span: span(start, addDays(end as PlainDate, -1), language) })}
            plan={line.figures[index]?.plan ?? 0}
            text={typed.amounts[index] ?? ''}
            cell={`amount-${index}`}
            readOnly={!write}
            onChange={(text) =>
              onChange({ amounts: typed.amounts.map((before, at) => (at === index ? text : before)) })
            }
            correct={corrects ? <Correct report={report} line={line} start={start} /> : null}
          />
        ))}
      </div>
      <div className="report-words">
        {(['progress', 'nextWeek', 'obstacles'] as const).map((key) => (
          <Words
            key={key}
            cell={key}
            label={t(`report.${key}`)}
            text={typed[key]}
            placeholder={key === 'obstacles' ? '' : line.lastWording?.[key]}
            readOnly={!write}
            onChange={(text) => onChange({ [key]: text })}
          />
        ))}
        {(typed.reason !== '' || write) && (
          <Words
            cell="reason"
            label={t('report.reason')}
            text={typed.reason}
            placeholder=""
            readOnly={!write}
            onChange={(reason) => onChange({ reason })}
          />
        )}
        {write &&
          open.map(({ id, name, dueOn }) => (
            <label key={id} className="toggle">
              <input
                type="checkbox"
                checked={typed.milestones.includes(id)}
                onChange={({ target }) =>
                  onChange({
                    milestones: target.checked
                      ? [...typed.milestones, id]
                      : typed.milestones.filter((other) => other !== id),
                  })
                }
              />
              {t('report.milestone', { name, due: date(dueOn, language) })}
            </label>
          ))}
      </div>
    </section>
  );
}

function Amount({
  label,
  plan,
  text,
  cell,
  readOnly,
  onChange,
  correct,
}: {
  label: string;
  plan: number;
  text: string;
  cell: string;
  readOnly: boolean;
  onChange: (text: string) => void;
  correct: React.ReactNode;
}) {
  const { t } = useWords();
  const id = useId();
  const wrong = yuanOf(text) === undefined;
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input amount"
        inputMode="decimal"
        data-cell={cell}
        value={text}
        readOnly={readOnly}
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-more`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-more`} className={wrong ? 'field-error' : 'hint'}>
        {wrong ? t('report.notANumber') : t('report.planOf', { plan: wanOf(plan) })}
      </p>
      {correct}
    </div>
  );
}

function Words({
  cell,
  label,
  text,
  placeholder,
  readOnly,
  onChange,
}: {
  cell: string;
  label: string;
  text: string;
  placeholder: string | undefined;
  readOnly: boolean;
  onChange: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="input"
        rows={2}
        maxLength={500}
        data-cell={cell}
        value={text}
        placeholder={placeholder}
        readOnly={readOnly}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

function Correct({ report, line, start }: { report: Report; line: ReportLine; start: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('report.correct')}
      </Button>
      {open && <CorrectDialog report={report} line={line} spanStart={start} onClose={() => setOpen(false)} />}
    </>
  );
}
