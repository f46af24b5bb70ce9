import type { Report } from '#api-client/types.gen.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Card } from '../../ui/page.js';
import { wanOf } from '../../format/wan.js';

/** Who handed it in, gave it back, took it, and what was corrected since. */
export function ReportHistory({ report }: { report: Report }) {
  const { t, language } = useWords();
  if (report.entries.length === 0) return null;
  const nameOfProject = (id: string | null) =>
    report.lines.find(({ project }) => project.id === id)?.project.name ?? '';
  return (
    <Card title={t('report.history')}>
      <ul className="rows">
        {report.entries.map(({ at, kind, by, late, reason, projectId, from, to }, index) => (
          <li key={index} className="row">
            <div>
              <p>
                <b>{t(`report.entry.${kind}`)}</b> {by}
                {late && ` · ${t('report.late')}`}
                {kind === 'corrected' &&
                  ` · ${t('report.corrected', { project: nameOfProject(projectId), from: wanOf(from ?? 0), to: wanOf(to ?? 0) })}`}
              </p>
              {reason && <p className="muted">{reason}</p>}
              <p className="muted">{moment(at, language)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
