import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { draftsOf, dropDraft, keepDraft } from '../../offline/store.js';
import type { VisitDraft } from '../../offline/waiting.js';
import { useVisitsChanged } from '../../offline/use-waiting.js';
import { visitsChanged } from '../../offline/visits-changed.js';
import { Button, buttonClass } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';

/** What was begun on this device and not handed over, each to go on with or to let go; but for that of one project. */
export function UnfinishedVisits({ beside }: { beside?: string }) {
  const { t } = useWords();
  const { id: personId } = useSession().person;
  const [drafts, setDrafts] = useState<readonly VisitDraft[]>([]);
  const look = useCallback(() => {
    draftsOf(personId).then(setDrafts, () => setDrafts([]));
  }, [personId]);
  useEffect(look, [look]);
  useVisitsChanged(look);
  const others = drafts.filter(({ values }) => values.projectId !== beside);
  if (others.length === 0) return null;
  return (
    <section className="notice-box unfinished" aria-label={t('visit.unfinished')}>
      <b>{t('visit.unfinished')}</b>
      <ul>
        {others.map((draft) => (
          <Unfinished key={draft.values.projectId} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function Unfinished({ draft }: { draft: VisitDraft }) {
  const { t } = useWords();
  const { projectId } = draft.values;
  const name = nameOfDraft(draft, t);
  const letGo = async () => {
    await dropDraft(draft.personId, projectId);
    visitsChanged();
    toast(t('visit.draftGone'), () => void keepDraft(draft).then(visitsChanged));
  };
  return (
    <li>
      <DraftNote draft={draft} />
      <div className="acts">
        <Link to="/visits/new" search={projectId === '' ? {} : { projectId }} className={buttonClass('plain')}>
          {t('visit.goOn')}
          <span className="away"> {name}</span>
        </Link>
        <Button look="quiet" onClick={() => void letGo()}>
          {t('visit.dropDraft')}
          <span className="away"> {name}</span>
        </Button>
      </div>
    </li>
  );
}

/** Of which project, from when, and what it says. */
export function DraftNote({ draft }: { draft: VisitDraft }) {
  const { t, language } = useWords();
  const { values, photos, savedAt } = draft;
  const { seen = '' } = values as { seen?: string };
  const at = moment(new Date(savedAt).toISOString(), language);
  return (
    <>
      <p className="draft-of">
        {nameOfDraft(draft, t)}{' '}
        <span className="muted">
          {at}
          {photos.length > 0 && ` · ${t('visit.photos')} ${photos.length}`}
        </span>
      </p>
      {seen && <p className="muted clamp">{seen}</p>}
    </>
  );
}

const nameOfDraft = ({ values: { projectName } }: VisitDraft, t: (key: string) => string): string =>
  projectName === '' ? t('visit.noProjectYet') : projectName;
