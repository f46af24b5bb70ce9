import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listProjects } from '#api-client/sdk.gen.js';
import type { ProjectRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { money } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { LeaderFilter, UnitFilter } from '../../ui/directory-filters.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, Filters, narrowedBy, narrowing, NoneFits } from '../../ui/filters.js';
import { ImportLink } from '../../ui/import-link.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { fields, levels, lines, platforms, projectFilters, stages, type ProjectFilters } from './project-filters.js';

/** The ledger of projects. */
export function ProjectsScreen() {
  const { t } = useWords();
  const filters = useSearch({ from: '/within/projects' });
  const { list, more } = usePaged(['projects', filters], (cursor) =>
    call(listProjects({ query: { ...filters, cursor, limit: 50 } })),
  );
  return (
    <Page title={t('project.title')} actions={<ExportLink table="projects" filters={filters} />}>
      <ProjectFilterRow filters={filters} />
      <Card flush>
        <Loaded query={list} lines={10}>
          {(projects) =>
            projects.length > 0 ? (
              <Ledger projects={projects} />
            ) : narrowedBy(filters) > 0 ? (
              <NoneFits title={t('project.noneFiltered')} />
            ) : (
              <Empty title={t('project.none')} why={t('project.noneWhy')}>
                <ImportLink />
              </Empty>
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function Ledger({ projects }: { projects: readonly ProjectRow[] }) {
  const { t, language } = useWords();
  const columns: Column<ProjectRow>[] = [
    {
      key: 'name',
      head: t('project.name'),
      cell: ({ id, name, code }) => (
        <>
          <Link to="/projects/$id" params={{ id }} className="row-title">
            {name}
          </Link>
          <span className="muted">{code}</span>
        </>
      ),
    },
    { key: 'level', head: t('project.level'), cell: ({ level }) => t(`project.levels.${level}`) },
    { key: 'field', head: t('project.fieldLabel'), wideOnly: true, cell: ({ field }) => t(`project.fields.${field}`) },
    { key: 'office', head: t('project.office'), cell: ({ office }) => nameOf(office, language) },
    { key: 'leader', head: t('project.leader'), cell: ({ leader }) => leader?.name ?? '–' },
    { key: 'stage', head: t('project.stageLabel'), cell: ({ stage }) => t(`project.stages.${stage}`) },
    {
      key: 'planned',
      head: t('project.planned'),
      number: true,
      cell: ({ plannedInvestment }) => (plannedInvestment === null ? '–' : money(plannedInvestment, language)),
    },
    {
      key: 'total',
      head: t('project.total'),
      number: true,
      cell: ({ totalInvestment }) => money(totalInvestment, language),
    },
  ];
  return <Table caption={t('project.title')} columns={columns} rows={projects} keyOf={({ id }) => id} />;
}

function ProjectFilterRow({ filters }: { filters: ProjectFilters }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/projects' });
  const of = narrowing(filters, projectFilters, (search) => void navigate({ search }));
  const choice = (by: 'level' | 'field' | 'platform' | 'line' | 'stage', values: readonly string[]) => (
    <ChoiceFilter
      label={t(`project.${by}Label`)}
      of={of}
      by={by}
      choices={values.map((value) => ({ value, label: t(`project.${by}s.${value}`) }))}
    />
  );
  return (
    <Filters label={t('project.search')} of={of} by="q">
      {choice('level', levels)}
      {choice('field', fields)}
      {choice('platform', platforms)}
      {choice('line', lines)}
      {choice('stage', stages)}
      <UnitFilter label={t('project.office')} of={of} by="officeId" kind="office" />
      <LeaderFilter label={t('project.leader')} of={of} by="leaderId" />
    </Filters>
  );
}
