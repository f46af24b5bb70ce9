import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { listPersons, listProblems, listUnits } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { Segments, SelectField, Toggle } from '../../ui/field.js';
import { Filters } from '../../ui/filters.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { categories, problemFilters, statuses, type ProblemFilters } from './problem-filters.js';
import { ProblemTable } from './problem-list.js';
import './problem.css';

export function ProblemsScreen() {
  const { t } = useWords();
  const session = useSession();
  const filters = useSearch({ from: '/within/problems' });
  const { list, more } = usePaged(['problems', filters], (cursor) =>
    call(listProblems({ query: { ...filters, cursor, limit: 30 } })),
  );
  const narrowed = Object.keys(filters).length > 0;
  return (
    <Page
      title={t('problem.title')}
      actions={
        <>
          <ExportLink table="problems" filters={filters} />
          {mayDo(session, 'problem.file') && (
            <Link to="/problems/new" className={buttonClass()}>
              <Plus aria-hidden size={18} />
              {t('problem.file')}
            </Link>
          )}
        </>
      }
    >
      <ProblemFilterRow filters={filters} />
      <Card flush>
        <Loaded query={list} lines={8}>
          {(problems) =>
            problems.length === 0 ? (
              <Empty
                title={narrowed ? t('problem.noneFiltered') : t('problem.none')}
                why={narrowed ? t('app.fewerFilters') : t('problem.noneWhy')}
              />
            ) : (
              <ProblemTable problems={problems} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function ProblemFilterRow({ filters }: { filters: ProblemFilters }) {
  const { t, language } = useWords();
  const session = useSession();
  const navigate = useNavigate({ from: '/problems' });
  const set = (change: Record<string, unknown>) => void navigate({ search: problemFilters({ ...filters, ...change }) });
  const all = { value: '', label: t('app.all') };
  const choices = (kind: string, values: readonly string[]) => [
    all,
    ...values.map((value) => ({ value, label: t(`${kind}${value}`) })),
  ];
  const reads = mayDo(session, 'directory.read');
  const offices = useQuery({
    queryKey: ['units', 'office'],
    queryFn: () => call(listUnits({ query: { kind: 'office', limit: 100 } })),
    enabled: reads,
    staleTime: 600_000,
  });
  const departments = useQuery({
    queryKey: ['units', 'department'],
    queryFn: () => call(listUnits({ query: { kind: 'department', limit: 100 } })),
    enabled: reads,
    staleTime: 600_000,
  });
  const leaders = useQuery({
    queryKey: ['persons', 'leader'],
    queryFn: () => call(listPersons({ query: { role: 'leader', active: 'true', limit: 100 } })),
    enabled: reads,
    staleTime: 600_000,
  });
  const { sort: _sort, ...narrowing } = filters;
  return (
    <Filters
      label={t('problem.search')}
      words={filters.q ?? ''}
      onSearch={(q) => set({ q })}
      set={Object.keys(narrowing).length}
      onClear={() => void navigate({ search: {} })}
    >
      <Segments
        label={t('problem.statusLabel')}
        value={filters.status ?? ''}
        onChange={(status) => set({ status })}
        choices={choices('problem.status.', statuses.slice(0, 3))}
      />
      <SelectField
        label={t('ladder.title')}
        value={filters.rung ?? ''}
        onChange={(rung) => set({ rung })}
        choices={choices('ladder.rung', ['1', '2', '3', '4', '5', '6'])}
      />
      <SelectField
        label={t('problem.categoryLabel')}
        value={filters.category ?? ''}
        onChange={(category) => set({ category })}
        choices={choices('problem.category.', categories)}
      />
      {offices.data && (
        <SelectField
          label={t('problem.office')}
          value={filters.officeId ?? ''}
          onChange={(officeId) => set({ officeId })}
          choices={[all, ...offices.data.items.map((unit) => ({ value: unit.id, label: nameOf(unit, language) }))]}
        />
      )}
      {departments.data && (
        <SelectField
          label={t('problem.departmentLabel')}
          value={filters.departmentId ?? ''}
          onChange={(departmentId) => set({ departmentId })}
          choices={[all, ...departments.data.items.map((unit) => ({ value: unit.id, label: nameOf(unit, language) }))]}
        />
      )}
      {leaders.data && (
        <SelectField
          label={t('problem.leaderLabel')}
          value={filters.leaderId ?? ''}
          onChange={(leaderId) => set({ leaderId })}
          choices={[all, ...leaders.data.items.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <SelectField
        label={t('problem.sortLabel')}
        value={filters.sort ?? ''}
        onChange={(sort) => set({ sort })}
        choices={[
          { value: '', label: t('problem.sortNewest') },
          { value: 'due', label: t('problem.sortDue') },
        ]}
      />
      <div className="toggles">
        <Toggle
          label={t('problem.overdueOnly')}
          on={filters.overdue === 'true'}
          onChange={(on) => set({ overdue: on ? 'true' : undefined })}
        />
        <Toggle
          label={t('problem.urgentOnly')}
          on={filters.severity === 'urgent'}
          onChange={(on) => set({ severity: on ? 'urgent' : undefined })}
        />
        <Toggle
          label={t('problem.mineOnly')}
          on={filters.mine === 'true'}
          onChange={(on) => set({ mine: on ? 'true' : undefined })}
        />
      </div>
    </Filters>
  );
}
