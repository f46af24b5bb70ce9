import { useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useEffect, useState } from 'react';
import { suggestVisits } from '#api-client/sdk.gen.js';
import type { VisitSuggestions } from '#api-client/types.gen.js';
import { ApiError } from '../../api/api-error.js';
import { call } from '../../api/call.js';
import { count } from '../../format/numbers.js';
import { dayOf, date } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { remember, remembered } from '../../offline/remembered.js';
import { Button } from '../../ui/button.js';
import { useFieldOf } from '../../ui/form.js';
import { Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import type { ChosenProject } from './use-visit-draft.js';
import type { VisitValues } from './visit-form.js';

/** The nearest, or those not visited the longest: one of them it mostly is. */
const FIRST = 4;

type Suggestion = VisitSuggestions['items'][number];

/** Without a network the list of the last time will do: which projects are one's own does not change on a site. */
async function suggestions(): Promise<VisitSuggestions> {
  try {
    const found = await call(suggestVisits({ query: { limit: 50 } }));
    remember('visit-suggestions', found);
    return found;
  } catch (error) {
    const kept = remembered<VisitSuggestions>('visit-suggestions');
    if (error instanceof ApiError && error.status === 0 && kept) return kept;
    throw error;
  }
}

/** The project one is at: the likeliest is chosen already, another is a tap away. */
export function VisitedProject({
  values: { projectId, projectName },
  onChoose,
  onNamed,
}: {
  values: VisitValues;
  onChoose: (project: ChosenProject) => void;
  onNamed: (name: string) => void;
}) {
  const { t } = useWords();
  const { id, fault } = useFieldOf('project');
  const [choosing, setChoosing] = useState(false);
  const [all, setAll] = useState(false);
  const found = useQuery({
    queryKey: ['visit-suggestions'],
    queryFn: suggestions,
    retry: false,
    networkMode: 'always',
  });
  const chosen = found.data?.items.find(({ project }) => project.id === projectId);
  const name = chosen?.project.name ?? projectName;
  useEffect(() => {
    if (name !== projectName) onNamed(name);
  }, [name, projectName, onNamed]);
  const pick = ({ project }: Suggestion) => {
    onChoose(project);
    setChoosing(false);
  };
  if (projectId !== '' && name !== '' && !choosing)
    return (
      <div className="visited">
        <MapPin aria-hidden size={20} />
        <div>
          <strong className="visited-name">{name}</strong>
          {chosen && <SuggestionNote suggestion={chosen} />}
        </div>
        <Button look="quiet" onClick={() => setChoosing(true)}>
          {t('visit.change')}
        </Button>
      </div>
    );
  return (
    <Loaded query={found} lines={3}>
      {({ items: listed }) =>
        listed.length === 0 ? (
          <Empty title={t('visit.noProjects')} why={t('visit.noProjectsWhy')} />
        ) : (
          <fieldset className={fault ? 'choices wrong' : 'choices'} id={id}>
            <legend>{t('visit.whichProject')}</legend>
            <ul className="visit-picks">
              {(all ? listed : listed.slice(0, FIRST)).map((suggestion) => (
                <li key={suggestion.project.id}>
                  <button type="button" className="visit-pick" onClick={() => pick(suggestion)}>
                    <strong>{suggestion.project.name}</strong>
                    <SuggestionNote suggestion={suggestion} />
                  </button>
                </li>
              ))}
            </ul>
            {!all && listed.length > FIRST && (
              <Button look="quiet" onClick={() => setAll(true)}>
                {t('visit.allMine', { n: listed.length })}
              </Button>
            )}
            {fault && <p className="field-error">{fault}</p>}
          </fieldset>
        )
      }
    </Loaded>
  );
}

function SuggestionNote({ suggestion: { distanceMetres, lastVisit } }: { suggestion: Suggestion }) {
  const { t, language } = useWords();
  return (
    <span className="muted visit-note">
      {distanceMetres !== null && `${t('visit.near', { metres: count(distanceMetres) })} · `}
      {lastVisit ? t('visit.last', { at: date(dayOf(lastVisit.visitedAt), language) }) : t('visit.never')}
    </span>
  );
}
