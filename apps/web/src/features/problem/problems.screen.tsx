import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { listProblems } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { Empty, Page } from '../../ui/page.js';
import { More } from '../../ui/more.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { categories, problemFilters, statuses, type ProblemFilters } from './problem-filters.js';
import { ProblemList } from './problem-list.js';

import './problem.css';

export function ProblemsScreen() {
  const { t } = useWords();
  const session = useSession();
  const filters = useSearch({ from: '/within/problems' });
  const { list, more } = usePaged(['problems', filters], (cursor) =>
    call(listProblems({ query: { ...filters, cursor, limit: 30 } })),
  );
  return (
    <Page
      title={t('problem.title')}
      actions={
        mayDo(session, 'problem.file') && (
          <Link to="/problems/new" className="button">
            <Plus aria-hidden size={18} />
            {t('problem.file')}
          </Link>
        )
      }
    >
      <Filters filters={filters} />
      <Loaded query={list}>
        {(problems) =>
          problems.length === 0 ? (
            <Empty title={Object.keys(filters).length > 0 ? t('problem.noneFiltered') : t('problem.none')} />
          ) : (
            <div className="card">
              <ProblemList problems={problems} />
              <More {...more} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Filters({ filters }: { filters: ProblemFilters }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/problems' });
  const [words, setWords] = useState(filters.q ?? '');
  const set = (change: Record<string, unknown>) => void navigate({ search: problemFilters({ ...filters, ...change }) });
  const choices = (kind: string, values: readonly string[]) => [
    { value: '', label: t('app.all') },
    ...values.map((value) => ({ value, label: t(`${kind}${value}`) })),
  ];
  return (
    <form
      className="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        set({ q: words });
      }}
    >
      <TextField label={t('problem.search')} inputMode="search" maxLength={100} value={words} onChange={setWords} />
      <SelectField
        label={t('problem.statusLabel')}
        value={filters.status ?? ''}
        onChange={(status) => set({ status })}
        choices={choices('problem.status.', statuses)}
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
        <Toggle label={t('problem.overdueOnly')} on={filters.overdue === 'true'} set={(overdue) => set({ overdue })} />
        <Toggle label={t('problem.mineOnly')} on={filters.mine === 'true'} set={(mine) => set({ mine })} />
        <button type="submit" className="button plain">
          {t('app.search')}
        </button>
      </div>
    </form>
  );
}

function Toggle({ label, on, set }: { label: string; on: boolean; set: (value: 'true' | undefined) => void }) {
  return (
    <label className="toggle">
      <input type="checkbox" checked={on} onChange={() => set(on ? undefined : 'true')} />
      {label}
    </label>
  );
}
