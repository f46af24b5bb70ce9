import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listNotices, markNoticesRead } from '#api-client/sdk.gen.js';
import type { Notice } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { More } from '../../ui/more.js';
import { Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';

export function NoticesScreen() {
  const { t } = useWords();
  const client = useQueryClient();
  const { list, more } = usePaged(['notices', 'all'], (cursor) => call(listNotices({ query: { cursor, limit: 30 } })));
  const read = useMutation({
    mutationFn: (newest: Notice) => call(markNoticesRead({ body: { upTo: newest.id } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const newest = list.data?.[0];
  const unread = list.data?.some(({ readAt }) => readAt === null) === true;
  return (
    <Page
      title={t('notice.title')}
      actions={
        newest &&
        unread && (
          <button type="button" className="button plain" onClick={() => read.mutate(newest)}>
            {t('notice.markRead')}
          </button>
        )
      }
    >
      <Loaded query={list}>
        {(notices) =>
          notices.length === 0 ? (
            <Empty title={t('notice.none')} why={t('notice.noneWhy')} />
          ) : (
            <div className="card">
              <ul className="rows">
                {notices.map((notice) => (
                  <NoticeRow key={notice.id} notice={notice} />
                ))}
              </ul>
              <More {...more} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { t, language } = useWords();
  const { headline, text, at, readAt, subjectKind, subjectId } = notice;
  return (
    <li className={readAt === null ? 'row unread' : 'row'}>
      <div>
        {subjectKind === 'problem' ? (
          <Link to="/problems/$id" params={{ id: subjectId }} className="row-title">
            {headline}
          </Link>
        ) : (
          <strong>{headline}</strong>
        )}
        <p className="long muted">{text.trim()}</p>
        <p className="muted">
          {readAt === null && <b>{t('notice.unread')} · </b>}
          {moment(at, language)}
        </p>
      </div>
    </li>
  );
}
