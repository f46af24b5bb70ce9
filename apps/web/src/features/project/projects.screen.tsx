import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listProjects } from '#api-client/sdk.gen.js';
import type { ProjectRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { money } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { SelectField, TextField } from '../../ui/field.js';
import { More } from '../../ui/more.js';
import { Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { fields, levels, lines, platforms, projectFilters, stages, type ProjectFilters } from './project-filters.js';

export function ProjectsScreen() {
  const { t } = useWords();
  const filters = useSearch({ from: '/within/projects' });
  const { list, more } = usePaged(['projects', filters], (cursor) =>
    call(listProjects({ query: { ...filters, cursor, limit: 50 } })),
  );
  return (
    <Page title={t('project.title')}>
      <Filters filters={filters} />
      <Loaded query={list}>
        {(projects) =>
          projects.length === 0 ? (
            <Empty title={Object.keys(filters).length > 0 ? t('project.noneFiltered') : t('project.none')} />
          ) : (
            <div className="card">
              <Ledger projects={projects} />
              <More {...more} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Ledger({ projects }: { projects: readonly ProjectRow[] }) {
  const { t, language } = useWords();
  return (
    <table className="table">
      <caption className="away">{t('project.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('project.name')}</th>
          <th scope="col">{t('project.level')}</th>
          <th scope="col">{t('project.office')}</th>
          <th scope="col">{t('project.leader')}</th>
          <th scope="col">{t('project.stageLabel')}</th>
          <th scope="col" className="number">
            {t('project.planned')}
          </th>
          <th scope="col" className="number">
            {t('project.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <tr key={project.id}>
            <th scope="row">
              <Link to="/projects/$id" params={{ id: project.id }} className="row-title">
                {project.name}
              </Link>
              <span className="muted">{project.code}</span>
            </th>
            <td data-label={t('project.level')}>{t(`project.levels.${project.level}`)}</td>
            <td data-label={t('project.office')}>{nameOf(project.office, language)}</td>
            <td data-label={t('project.leader')}>{project.leader?.name ?? '–'}</td>
            <td data-label={t('project.stageLabel')}>{t(`project.stages.${project.stage}`)}</td>
            <td data-label={t('project.planned')} className="number">
              {project.plannedInvestment === null ? '–' : money(project.plannedInvestment, language)}
            </td>
            <td data-label={t('project.total')} className="number">
              {money(project.totalInvestment, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Filters({ filters }: { filters: ProjectFilters }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/projects' });
  const [words, setWords] = useState(filters.q ?? '');
  const set = (change: Record<string, unknown>) => void navigate({ search: projectFilters({ ...filters, ...change }) });
  const select = (key: 'level' | 'field' | 'platform' | 'line' | 'stage', values: readonly string[]) => (
    <SelectField
      label={t(`project.${key}Label`)}
      value={filters[key] ?? ''}
      onChange={(value) => set({ [key]: value })}
      choices={[
        { value: '', label: t('app.all') },
        ...values.map((value) => ({ value, label: t(`project.${key}s.${value}`) })),
      ]}
    />
  );
  return (
    <form
      className="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        set({ q: words });
      }}
    >
      <TextField label={t('project.search')} inputMode="search" maxLength={100} value={words} onChange={setWords} />
      {select('level', levels)}
      {select('field', fields)}
      {select('platform', platforms)}
      {select('line', lines)}
      {select('stage', stages)}
      <div className="toggles">
        <button type="submit" className="button plain">
          {t('app.search')}
        </button>
      </div>
    </form>
  );
}
