import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { getProject, getProjectPlan } from '#api-client/sdk.gen.js';
import type { ProjectPlan } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { date, moment } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { SelectField } from '../../ui/field.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { MonthsTable } from './months-table.js';
import { RevisePlan } from './revise-plan.js';

/** A project's annual plan: by month and quarter, how it came to be, and the revising of it. */
export function PlanScreen() {
  const { t, language } = useWords();
  const session = useSession();
  const { id } = useParams({ from: '/within/projects/$id/plan' });
  const thisYear = today().slice(0, 4);
  const { year = thisYear } = useSearch({ from: '/within/projects/$id/plan' });
  const navigate = useNavigate({ from: '/projects/$id/plan' });
  const project = useQuery({ queryKey: ['project', id], queryFn: () => call(getProject({ path: { id } })) });
  const plan = useQuery({
    queryKey: ['plan', id, year],
    queryFn: () => call(getProjectPlan({ path: { id }, query: { year } })),
  });
  const years = [-1, 0, 1].map((step) => String(Number(thisYear) + step));
  return (
    <Page
      title={t('plan.title')}
      back={`/projects/${id}`}
      aside={
        project.data && (
          <Link to="/projects/$id" params={{ id }}>
            {project.data.name}
          </Link>
        )
      }
      sentence={
        plan.data &&
        (plan.data.version === 0
          ? t('plan.noneYet', { year })
          : t('plan.sentence', { year, annual: money(plan.data.annual, language), version: plan.data.version }))
      }
      actions={
        <SelectField
          label={t('plan.year')}
          labelAway
          value={year}
          onChange={(to) => void navigate({ search: to === thisYear ? {} : { year: to } })}
          choices={years.map((each) => ({ value: each, label: t('plan.ofYear', { year: each }) }))}
        />
      }
    >
      <Loaded query={plan} lines={8}>
        {(found) => (
          <div className="columns wide-first">
            <div className="stack">
              <Card title={t('plan.byMonth')} flush>
                {found.version === 0 ? <Empty title={t('plan.noneYet', { year })} /> : <MonthsTable plan={found} />}
              </Card>
              {mayDo(session, 'plan.write') && <RevisePlan key={`${year}-${found.version}`} plan={found} />}
            </div>
            <Versions plan={found} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Versions({ plan }: { plan: ProjectPlan }) {
  const { t, language } = useWords();
  return (
    <Card title={t('plan.versions')} note={plan.versions.length}>
      {plan.versions.length === 0 && <Empty title={t('plan.noVersions')} />}
      <ol className="rows">
        {[...plan.versions].reverse().map(({ version, annual, figures, reason, effectiveFrom, at, by }) => (
          <li key={version} className="row">
            <div className="plan-version">
              <strong>
                {t('plan.version', { version })} · {money(annual, language)}
              </strong>
              <span>{reason}</span>
              <span className="muted">
                {t(`plan.kind.${figures.kind}`)} · {t('plan.effective', { on: date(effectiveFrom, language) })}
              </span>
              <span className="muted">
                {by?.name ?? t('app.byClock')} · {moment(at, language)}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
