import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { getProject } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { money } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { ChainSection } from '../plan/chain.section.js';
import { TrailSection } from '../report/trail.section.js';
import { ContractsSection } from './contracts.section.js';
import { DecisionsSection } from './decisions.section.js';
import { FactsSection } from './facts.section.js';
import { MilestonesSection } from './milestones.section.js';
import { ProblemsSection } from './problems.section.js';
import type { ProjectSection } from './project-section.js';
import { VisitsSection } from './visits.section.js';

/**
 * The page of a project is a list of sections, the work on the left, what is known on the right. A feature adds a line
 * here and keeps its section in a file of its own (`features/x/x.section.tsx`).
 */
const work = [ProblemsSection, DecisionsSection, MilestonesSection, TrailSection];
const known = [FactsSection, ContractsSection, VisitsSection];

export function ProjectScreen() {
  const { id } = useParams({ from: '/within/projects/$id' });
  const project = useQuery({ queryKey: ['project', id], queryFn: () => call(getProject({ path: { id } })) });
  return (
    <LoadedPage query={project} back="/projects">
      {(found) => <ProjectPage project={found} />}
    </LoadedPage>
  );
}

function ProjectPage({ project }: ProjectSection) {
  const { t, language } = useWords();
  const session = useSession();
  return (
    <Page
      title={project.name}
      back="/projects"
      aside={`${project.code} · ${nameOf(project.office, language)} · ${t(`project.stages.${project.stage}`)}`}
      sentence={t(project.leader ? 'project.sentence' : 'project.sentenceOpen', {
        leader: project.leader?.name,
        total: money(project.totalInvestment, language),
        planned: project.plannedInvestment === null ? '–' : money(project.plannedInvestment, language),
      })}
      actions={
        mayDo(session, 'problem.file') && (
          <Link to="/problems/new" search={{ projectId: project.id }} className={buttonClass('plain')}>
            <Plus aria-hidden size={18} />
            {t('problem.file')}
          </Link>
        )
      }
    >
      <ChainSection project={project} />
      <div className="columns wide-first">
        <div className="stack">
          {work.map((Section) => (
            <Section key={Section.name} project={project} />
          ))}
        </div>
        <div className="stack">
          {known.map((Section) => (
            <Section key={Section.name} project={project} />
          ))}
        </div>
      </div>
    </Page>
  );
}
