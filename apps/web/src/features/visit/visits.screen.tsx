import './visit.css';
import { Link } from '@tanstack/react-router';
import { listVisits } from '#api-client/sdk.gen.js';
import type { VisitRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { Condition } from './condition.js';
import { OthersWaiting } from './others-waiting.js';

/** Visits within reach, the latest first, and what still waits on this device. */
export function VisitsScreen() {
  const { t } = useWords();
  const session = useSession();
  const mayLog = mayDo(session, 'visit.log');
  const { list, more } = usePaged(['visits'], (cursor) => call(listVisits({ query: { cursor, limit: 25 } })));
  return (
    <Page
      title={t('visit.title')}
      sentence={t('visit.sentence')}
      actions={
        <>
          <ExportLink table="visits" />
          {mayLog && (
            <Link to="/visits/new" className={buttonClass()}>
              {t('visit.log')}
            </Link>
          )}
        </>
      }
    >
      <OthersWaiting personId={session.person.id} />
      <Loaded query={list} lines={8}>
        {(visits) =>
          visits.length === 0 ? (
            <Empty title={t('visit.none')} why={t('visit.noneWhy')} />
          ) : (
            <Card flush>
              <ul className="rows">
                {visits.map((visit) => (
                  <Row key={visit.id} visit={visit} />
                ))}
              </ul>
              <More {...more} />
            </Card>
          )
        }
      </Loaded>
    </Page>
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
