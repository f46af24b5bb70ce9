import './visit.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listVisits } from '#api-client/sdk.gen.js';
import type { VisitRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ProjectFilter, UnitFilter, VisitorFilter } from '../../ui/directory-filters.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, DaysFilter, Filters, narrowedBy, narrowing, NoneFits, ToggleFilter } from '../../ui/filters.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { Condition } from './condition.js';
import { OthersWaiting } from './others-waiting.js';
import { conditions, visitFilters, type VisitFilters } from './visit-filters.js';
import { UnfinishedVisits } from './unfinished-visits.js';

/** Visits within reach, the latest first, and what still waits on this device. */
export function VisitsScreen() {
  const { t } = useWords();
  const session = useSession();
  const mayLog = mayDo(session, 'visit.log');
  const filters = useSearch({ from: '/within/visits' });
  const { list, more } = usePaged(['visits', filters], (cursor) =>
    call(listVisits({ query: { ...filters, cursor, limit: 25 } })),
  );
  return (
    <Page
      title={t('visit.title')}
      sentence={t('visit.sentence')}
      actions={
        <>
          <ExportLink table="visits" filters={filters} />
          {mayLog && (
            <Link to="/visits/new" className={buttonClass()}>
              {t('visit.log')}
            </Link>
          )}
        </>
      }
    >
      {mayLog && <UnfinishedVisits />}
      <OthersWaiting personId={session.person.id} />
      <FilterRow filters={filters} mayLog={mayLog} />
      <Card flush>
        <Loaded query={list} lines={8}>
          {(visits) =>
            visits.length > 0 ? (
              <ul className="rows">
                {visits.map((visit) => (
                  <Row key={visit.id} visit={visit} />
                ))}
              </ul>
            ) : narrowedBy(filters) > 0 ? (
              <NoneFits title={t('visit.noneFiltered')} />
            ) : (
              <Empty title={t('visit.none')} why={t(mayLog ? 'visit.noneWhy' : 'visit.noneWhyRead')} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function FilterRow({ filters, mayLog }: { filters: VisitFilters; mayLog: boolean }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/visits' });
  const of = narrowing(filters, visitFilters, (search) => void navigate({ search }));
  return (
    <Filters label={t('visit.search')} of={of} by="q">
      <ProjectFilter of={of} />
      <VisitorFilter label={t('visit.visitor')} of={of} by="visitorId" />
      <UnitFilter label={t('visit.office_')} of={of} by="officeId" kind="office" />
      <ChoiceFilter
        label={t('visit.condition')}
        of={of}
        by="condition"
        choices={conditions.map((value) => ({ value, label: t(`visit.conditions.${value}`) }))}
      />
      <ChoiceFilter
        label={t('visit.found')}
        of={of}
        by="found"
        choices={[
          { value: 'true', label: t('visit.foundWith') },
          { value: 'false', label: t('visit.foundWithout') },
        ]}
      />
      <DaysFilter of={of} from={t('visit.from')} to={t('visit.to')} />
      <div className="toggles">
        {mayLog && <ToggleFilter label={t('visit.mineOnly')} of={of} by="mine" />}
        <ToggleFilter label={t('visit.withdrawnToo')} of={of} by="withdrawn" />
      </div>
    </Filters>
  );
}

function Row({ visit }: { visit: VisitRow }) {
  const { t, language } = useWords();
  const { id, project, visitor, visitedAt, condition, seen, photos, problems, arrivedLate, withdrawnAt } = visit;
  const marks = [
    photos > 0 && `${t('visit.photos')} ${photos}`,
    problems > 0 && `${t('problem.title')} ${problems}`,
    arrivedLate && t('visit.late'),
    withdrawnAt && t('visit.withdrawn'),
  ].filter(Boolean);
  return (
    <li className="row visit-row">
      <div>
        <Link to="/visits/$id" params={{ id }} className="row-title">
          {project.name}
        </Link>
        <p className="muted">
          {t('visit.listRow', { visitor: visitor.name, at: moment(visitedAt, language) })}
          {marks.length > 0 && ` · ${marks.join(' · ')}`}
        </p>
        {seen && <p className="clamp">{seen}</p>}
      </div>
      <Condition condition={condition} />
    </li>
  );
}
