import { day } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Card, Facts } from '../../ui/page.js';
import type { ProjectSection } from './project-section.js';

export function FactsSection({ project }: ProjectSection) {
  const { t, language } = useWords();
  const departments = [project.leadDepartment, ...project.assistingDepartments]
    .filter((unit) => unit !== null)
    .map((unit) => nameOf(unit, language));
  return (
    <Card title={t('project.facts')}>
      <Facts
        facts={[
          [t('project.level'), t(`project.levels.${project.level}`)],
          [t('project.fieldLabel'), t(`project.fields.${project.field}`)],
          [t('project.lineLabel'), t(`project.lines.${project.line}`)],
          ...(project.platform
            ? [[t('project.platformLabel'), t(`project.platforms.${project.platform}`)] as const]
            : []),
          [t('project.company'), nameOf(project.company, language)],
          [t('project.departments'), listed(departments, language)],
          [t('project.address'), project.address],
          [t('project.started'), project.startedOn && day(project.startedOn, language)],
          [t('project.finish'), project.finishDueOn && day(project.finishDueOn, language)],
        ]}
      />
      {project.summary && <p className="long summary">{project.summary}</p>}
    </Card>
  );
}
