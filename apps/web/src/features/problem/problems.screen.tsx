import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { listProblems } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { LeaderFilter, ProjectFilter, UnitFilter } from '../../ui/directory-filters.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, Filters, narrowedBy, narrowing, NoneFits, ToggleFilter } from '../../ui/filters.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { categories, problemFilters, rungs, statuses, type ProblemFilters } from './problem-filters.js';
import { ProblemTable } from './problem-list.js';
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
            problems.length > 0 ? (
              <ProblemTable problems={problems} />
            ) : narrowedBy(filters) > 0 ? (
              <NoneFits title={t('problem.noneFiltered')} />
            ) : (
              <Empty title={t('problem.none')} why={t('problem.noneWhy')} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function ProblemFilterRow({ filters }: { filters: ProblemFilters }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/problems' });
  const of = narrowing(filters, problemFilters, (search) => void navigate({ search }));
  const named = (kind: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${kind}${value}`) }));
  return (
    <Filters label={t('problem.search')} of={of} by="q">
      <ProjectFilter of={of} />
      <ChoiceFilter
        label={t('problem.statusLabel')}
        of={of}
        by="status"
        look="segments"
        choices={named('problem.status.', statuses.slice(0, 3))}
      />
      <ChoiceFilter label={t('ladder.title')} of={of} by="rung" choices={named('ladder.rung', rungs)} />
      <ChoiceFilter
        label={t('problem.categoryLabel')}
        of={of}
        by="category"
        choices={named('problem.category.', categories)}
      />
      <UnitFilter label={t('problem.office')} of={of} by="officeId" kind="office" />
      <UnitFilter label={t('problem.departmentLabel')} of={of} by="departmentId" kind="department" />
      <LeaderFilter label={t('problem.leaderLabel')} of={of} by="leaderId" />
      <ChoiceFilter
        label={t('problem.sortLabel')}
        of={of}
        by="sort"
        none={t('problem.sortNewest')}
        choices={[{ value: 'due', label: t('problem.sortDue') }]}
      />
      <div className="toggles">
        <ToggleFilter label={t('problem.overdueOnly')} of={of} by="overdue" />
        <ToggleFilter label={t('problem.urgentOnly')} of={of} by="severity" is="urgent" />
        <ToggleFilter label={t('problem.mineOnly')} of={of} by="mine" />
      </div>
    </Filters>
  );
}
