import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listDecisions } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { Card } from '../../ui/page.js';
import { DecisionTable } from '../decision/decision-list.js';
import type { ProjectSection } from './project-section.js';

/** What meetings decided about the project; nothing where they never did. */
export function DecisionsSection({ project }: ProjectSection) {
  const { t } = useWords();
  const session = useSession();
  const decisions = useQuery({
    queryKey: ['decisions', 'of', project.id],
    queryFn: () => call(listDecisions({ query: { projectId: project.id, limit: 10 } })),
    enabled: mayDo(session, 'decision.read'),
  });
  const found = decisions.data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <Card
      title={t('decision.title')}
      flush
      aside={
        <Link to="/decisions" search={{ projectId: project.id }}>
          {t('app.seeAll')}
        </Link>
      }
    >
      <DecisionTable decisions={found} />
    </Card>
  );
}
