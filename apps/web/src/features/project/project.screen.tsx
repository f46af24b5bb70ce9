import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { getProject, listProblems } from '#api-client/sdk.gen.js';
import type { Contract, Project } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { day } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { listed, aside } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Light } from '../../ui/light.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { ProblemList } from '../problem/problem-list.js';

export function ProjectScreen() {
  const { id } = useParams({ from: '/within/projects/$id' });
  const project = useQuery({ queryKey: ['project', id], queryFn: () => call(getProject({ path: { id } })) });
  return <Loaded query={project}>{(found) => <ProjectPage project={found} />}</Loaded>;
}

function ProjectPage({ project }: { project: Project }) {
  const { t, language } = useWords();
  const facts: [string, React.ReactNode][] = [
    [t('project.code'), project.code],
    [t('project.level'), t(`project.levels.${project.level}`)],
    [t('project.fieldLabel'), t(`project.fields.${project.field}`)],
    [t('project.lineLabel'), t(`project.lines.${project.line}`)],
    ...(project.platform
      ? ([[t('project.platformLabel'), t(`project.platforms.${project.platform}`)]] as [string, string][])
      : []),
    [t('project.stageLabel'), t(`project.stages.${project.stage}`)],
    [t('project.office'), nameOf(project.office, language)],
    [t('project.company'), nameOf(project.company, language)],
    [
      t('project.departments'),
      listed(
        departmentsOf(project).map((unit) => nameOf(unit, language)),
        language,
      ) || '–',
    ],
    [t('project.address'), project.address || '–'],
    [t('project.started'), project.startedOn ? day(project.startedOn, language) : '–'],
    [t('project.finish'), project.finishDueOn ? day(project.finishDueOn, language) : '–'],
  ];
  return (
    <Page
      title={project.name}
      sentence={t('project.sentence', {
        leader: project.leader?.name ?? t('problem.noLeader'),
        total: money(project.totalInvestment, language),
        planned: project.plannedInvestment === null ? '–' : money(project.plannedInvestment, language),
      })}
    >
      <div className="columns wide-first">
        <div className="stack">
          <Problems projectId={project.id} />
          <Card title={t('project.milestones')}>
            <Milestones project={project} />
          </Card>
        </div>
        <div className="stack">
          <Card title={t('project.facts')}>
            <dl className="facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {project.summary && <p className="long">{project.summary}</p>}
          </Card>
          <Contracts project={project} />
        </div>
      </div>
    </Page>
  );
}

const departmentsOf = ({ leadDepartment, assistingDepartments }: Project) =>
  [leadDepartment, ...assistingDepartments].filter((unit) => unit !== null);

function Problems({ projectId }: { projectId: string }) {
  const { t } = useWords();
  const problems = useQuery({
    queryKey: ['problems', 'of', projectId],
    queryFn: () => call(listProblems({ query: { projectId, limit: 10 } })),
  });
  return (
    <Card
      title={t('problem.title')}
      aside={
        <Link to="/problems" search={{ projectId }}>
          {t('app.seeAll')}
        </Link>
      }
    >
      <Loaded query={problems}>
        {({ items }) =>
          items.length === 0 ? <Empty title={t('project.noProblems')} /> : <ProblemList problems={items} />
        }
      </Loaded>
    </Card>
  );
}

function Milestones({ project }: { project: Project }) {
  const { t, language } = useWords();
  if (project.milestones.length === 0) return <Empty title={t('project.noMilestones')} />;
  return (
    <ol className="rows">
      {project.milestones.map(({ id, name, dueOn, reachedOn }) => (
        <li key={id} className="row">
          <div>
            <strong>{name}</strong>
            <p className="muted">{t('project.dueOn', { on: day(dueOn, language) })}</p>
          </div>
          {reachedOn ? (
            <Light colour="green" word={t('project.reachedOn', { on: day(reachedOn, language) })} />
          ) : (
            <span className="muted">{t('project.notReached')}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Contracts({ project }: { project: Project }) {
  const { t } = useWords();
  if (!project.contract && project.earlierContracts.length === 0) return null;
  return (
    <Card title={t('contract.title')}>
      {project.contract && <ContractOf contract={project.contract} />}
      {project.earlierContracts.length > 0 && (
        <details className="disclosure">
          <summary>{t('contract.earlier', { count: project.earlierContracts.length })}</summary>
          {project.earlierContracts.map((contract) => (
            <ContractOf key={contract.id} contract={contract} />
          ))}
        </details>
      )}
    </Card>
  );
}

function ContractOf({ contract }: { contract: Contract }) {
  const { t, language } = useWords();
  const { leader, from, to, yearPlan, visitsPerMonth, members, result } = contract;
  return (
    <div className="contract">
      <p>
        <strong>{leader.name}</strong>{' '}
        <span className="muted">
          {to
            ? t('contract.fromTo', { from: day(from, language), to: day(to, language) })
            : t('contract.since', { from: day(from, language) })}
        </span>
      </p>
      <p>{t('contract.commits', { plan: money(yearPlan, language), visits: visitsPerMonth })}</p>
      {members.length > 0 && (
        <p className="muted">
          {t('contract.team')}
          {listed(
            members.map(({ person, duty }) => aside(person.name, duty, language)),
            language,
          )}
        </p>
      )}
      {result && <p className="long">{result}</p>}
    </div>
  );
}
