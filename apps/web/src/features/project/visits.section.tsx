import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listVisits } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Condition } from '../visit/condition.js';
import type { ProjectSection } from './project-section.js';

export function VisitsSection({ project }: ProjectSection) {
  const { t, language } = useWords();
  const session = useSession();
  const may = mayDo(session, 'visit.read');
  const visits = useQuery({
    queryKey: ['visits', 'of', project.id],
    queryFn: () => call(listVisits({ query: { projectId: project.id, limit: 8 } })),
    enabled: may,
  });
  if (!may) return null;
  return (
    <Card
      title={t('plan.visits')}
      flush
      aside={
        <Link to="/visits" search={{ projectId: project.id }}>
          {t('app.seeAll')}
        </Link>
      }
    >
      <Loaded query={visits}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('plan.noVisits')} />
          ) : (
            <ul className="rows">
              {items.map(({ id, visitor, visitedAt, condition, seen }) => (
                <li key={id} className="row">
                  <div>
                    <Link to="/visits/$id" params={{ id }} className="row-title">
                      {moment(visitedAt, language)} · {visitor.name}
                    </Link>
                    {seen && <p className="clamp">{seen}</p>}
                  </div>
                  <Condition condition={condition} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
