import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listProblems } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { ProblemTable } from '../problem/problem-list.js';
import type { ProjectSection } from './project-section.js';

export function ProblemsSection({ project }: ProjectSection) {
  const { t } = useWords();
  const problems = useQuery({
    queryKey: ['problems', 'of', project.id],
    queryFn: () => call(listProblems({ query: { projectId: project.id, limit: 10 } })),
  });
  return (
    <Card
      title={t('problem.title')}
      flush
      aside={
        <Link to="/problems" search={{ projectId: project.id }}>
          {t('app.seeAll')}
        </Link>
      }
    >
      <Loaded query={problems}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('project.noProblems')} />
          ) : (
            <ProblemTable problems={items} of="project" />
          )
        }
      </Loaded>
    </Card>
  );
}
