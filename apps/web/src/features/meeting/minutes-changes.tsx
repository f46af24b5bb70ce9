import { Link } from '@tanstack/react-router';
import type { MeetingMinutes } from '#api-client/types.gen.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Card } from '../../ui/page.js';

/** What this edition changed against the one before, and all there are. */
export function ChangesCard({ minutes }: { minutes: MeetingMinutes }) {
  const { t, language } = useWords();
  const { changes, content, edition, editions, reason, meetingId } = minutes;
  const titleOf = (itemId: string | null) => content.items.find((item) => item.itemId === itemId)?.title;
  return (
    <div className="stack">
      {edition > 1 && (
        <Card title={t('meeting.paper.changes', { n: changes.length })} note={reason ?? undefined}>
          {changes.length === 0 ? (
            <p className="muted">{t('meeting.paper.noChanges')}</p>
          ) : (
            <ol className="changes">
              {changes.map(({ itemId, field, before, after }, index) => (
                <li key={index}>
                  <h3>{[titleOf(itemId), t(`meeting.paper.field.${field}`)].filter(Boolean).join(' · ')}</h3>
                  {before !== null && (
                    <p>
                      <span className="change-word">{t('meeting.paper.before')}</span> <del>{before || '–'}</del>
                    </p>
                  )}
                  <p>
                    <span className="change-word">{t('meeting.paper.after')}</span>{' '}
                    {after === null ? t('meeting.paper.gone') : <ins>{after || '–'}</ins>}
                  </p>
                </li>
              ))}
            </ol>
          )}
        </Card>
      )}
      <Card title={t('meeting.paper.editions')}>
        <ol className="rows">
          {editions.map((each) => (
            <li key={each.edition} className="row">
              <div>
                {each.edition === edition ? (
                  <strong>{t(`meeting.paper.nth.${each.state}`, { edition: each.edition })}</strong>
                ) : (
                  <Link to="/meetings/$id/minutes" params={{ id: meetingId }} search={{ edition: each.edition }}>
                    {t(`meeting.paper.nth.${each.state}`, { edition: each.edition })}
                  </Link>
                )}
                <p className="muted">
                  {[each.publishedAt && moment(each.publishedAt, language), each.reason].filter(Boolean).join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
