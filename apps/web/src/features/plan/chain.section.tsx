import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getChain, getLights } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { Light } from '../../ui/light.js';
import { Loaded } from '../../ui/states.js';
import { ChainCard } from '../cockpit/chain-card.js';
import type { ProjectSection } from '../project/project-section.js';
import { CurveCard } from './curve-card.js';
import './plan.css';

/** Will the project's year hold: its light, the sentence, the five links, and the year as a curve. */
export function ChainSection({ project }: ProjectSection) {
  const { t, language } = useWords();
  const session = useSession();
  const scope = `project:${project.id}`;
  const chain = useQuery({
    queryKey: ['chain', scope],
    queryFn: () => call(getChain({ query: { scope, on: today() } })),
    enabled: mayDo(session, 'progress.read'),
  });
  if (!mayDo(session, 'progress.read')) return null;
  return (
    <div className="stack project-plan">
      <Loaded query={chain} lines={6}>
        {(found) => (
          <>
            <div className="project-outlook">
              <ProjectLight scope={scope} />
              <p className="project-sentence">{found.sentence[language]}</p>
              {mayDo(session, 'plan.read') && (
                <Link to="/projects/$id/plan" params={{ id: project.id }} className={buttonClass('plain')}>
                  {t('plan.open')}
                </Link>
              )}
            </div>
            <ChainCard chain={found} />
          </>
        )}
      </Loaded>
      <CurveCard scope={scope} />
    </div>
  );
}

function ProjectLight({ scope }: { scope: string }) {
  const { t } = useWords();
  const lights = useQuery({ queryKey: ['lights', scope], queryFn: () => call(getLights({ query: { scope } })) });
  const found = lights.data?.items[0];
  if (!found) return null;
  return <Light colour={found.light} word={t(`cockpit.light.${found.light}`)} />;
}
