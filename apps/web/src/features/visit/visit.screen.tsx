import './visit.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addToVisit, getVisit, withdrawVisit } from '#api-client/sdk.gen.js';
import type { Visit } from '#api-client/types.gen.js';
import { call, once, seen as seenVersion } from '../../api/call.js';
import { moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Card, Facts, Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { Condition } from './condition.js';

export function VisitScreen() {
  const { id } = useParams({ from: '/within/visits/$id' });
  const visit = useQuery({ queryKey: ['visits', id], queryFn: () => call(getVisit({ path: { id } })) });
  return (
    <LoadedPage query={visit} back="/visits">
      {(found) => <VisitPage visit={found} />}
    </LoadedPage>
  );
}

function VisitPage({ visit }: { visit: Visit }) {
  const { t, language } = useWords();
  const { project, visitor, visitedAt, receivedAt, condition, seen, office, photos, problems, addenda, allowed } =
    visit;
  const [asking, setAsking] = useState<'add' | 'withdraw' | null>(null);
  return (
    <Page title={project.name} back="/visits" aside={<Condition condition={condition} />} sentence={seen}>
      <div className="columns wide-first">
        <div className="stack">
          {photos.length > 0 && (
            <Card title={t('visit.photos')}>
              <div className="photo-wall">
                {photos.map(({ id, width, height }, index) => (
                  <a key={id} href={`/api/v1/visits/${visit.id}/photos/${id}`} target="_blank" rel="noreferrer">
                    <img
                      src={`/api/v1/visits/${visit.id}/photos/${id}/thumbnail`}
                      width={width}
                      height={height}
                      loading="lazy"
                      alt={t('visit.photoLabel', { n: index + 1 })}
                    />
                  </a>
                ))}
              </div>
            </Card>
          )}
          {visit.photosExpected > photos.length && (
            <p className="muted">{t('visit.photosMissing', { n: visit.photosExpected - photos.length })}</p>
          )}
          <Card title={t('visit.problems')}>
            {problems.length === 0 ? (
              <p className="muted">{t('visit.noProblems')}</p>
            ) : (
              <ul className="rows">
                {problems.map(({ id, number, title, status }) => (
                  <li key={id} className="row">
                    <Link to="/problems/$id" params={{ id }} className="row-title">
                      {title}
                    </Link>
                    <span className="muted">
                      {number} · {t(`problem.status.${status}`)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          {addenda.length > 0 && (
            <Card title={t('visit.addenda')}>
              {addenda.map(({ id, at, text }) => (
                <p key={id} className="long">
                  {text} <span className="muted">{moment(at, language)}</span>
                </p>
              ))}
            </Card>
          )}
          <div className="acts">
            {allowed.includes('add') && (
              <Button look="plain" onClick={() => setAsking('add')}>
                {t('visit.add')}
              </Button>
            )}
            {allowed.includes('withdraw') && (
              <Button look="quiet" onClick={() => setAsking('withdraw')}>
                {t('visit.withdraw')}
              </Button>
            )}
          </div>
        </div>
        <Card>
          <Facts
            facts={[
              [t('visit.visitor'), visitor.name],
              [t('visit.at'), moment(visitedAt, language)],
              [t('visit.office_'), nameOf(office, language)],
              [
                t('project.one'),
                <Link key="project" to="/projects/$id" params={{ id: project.id }}>
                  {project.name}
                </Link>,
              ],
            ]}
          />
          {visit.arrivedLate && (
            <p className="muted">
              {t('visit.lateNote', { at: moment(visitedAt, language), received: moment(receivedAt, language) })}
            </p>
          )}
          {visit.afterHandOver && <p className="muted">{t('visit.afterHandOver')}</p>}
          {visit.withdrawReason && <p className="bad-ink">{`${t('visit.withdrawn')}: ${visit.withdrawReason}`}</p>}
        </Card>
      </div>
      {asking && <WordsDialog visit={visit} act={asking} onClose={() => setAsking(null)} />}
    </Page>
  );
}

function WordsDialog({ visit, act, onClose }: { visit: Visit; act: 'add' | 'withdraw'; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (text: string) =>
      act === 'add'
        ? call(addToVisit({ path: { id: visit.id }, headers: once(), body: { text } }))
        : call(
            withdrawVisit({
              path: { id: visit.id },
              headers: { ...seenVersion(visit.version), ...once() },
              body: { reason: text },
            }),
          ),
    onSuccess: () => toast(t(act === 'add' ? 'visit.added' : 'visit.withdrawnDone')),
    onSettled: () => client.invalidateQueries({ queryKey: ['visits'] }),
  });
  return (
    <ReasonDialog
      title={t(`visit.${act}`)}
      label={t(act === 'add' ? 'visit.add' : 'visit.withdrawReason')}
      send={send}
      onClose={onClose}
    />
  );
}
