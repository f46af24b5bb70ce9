import { getProblemTimeline } from '#api-client/sdk.gen.js';
import type { TimelineEntry } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { day } from '../../format/dates.js';
import { useWords, type Words } from '../../i18n/use-words.js';
import type { Language } from '../../i18n/i18n.js';
import { More } from '../../ui/more.js';
import { Card } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { TimelineList } from '../../ui/timeline.js';
import { usePaged } from '../../ui/use-paged.js';

const late = new Set([
  'responseLapsed',
  'resolutionLapsed',
  'whistleSignLapsed',
  'whistleContactLapsed',
  'checkFailed',
]);

/** 时间线: what happened, in order, by whom; what was late says so in words and shape. */
export function Timeline({ problemId }: { problemId: string }) {
  const { t, language } = useWords();
  const { list, more } = usePaged(['timeline', problemId], (cursor) =>
    call(getProblemTimeline({ path: { id: problemId }, query: { cursor, limit: 50 } })),
  );
  return (
    <Card title={t('timeline.title')}>
      <Loaded query={list}>
        {(entries) => (
          <TimelineList
            lines={entries.map((entry) => ({
              id: entry.id,
              at: entry.at,
              title: t(`timeline.${entry.type}`, wordsFor(entry, t, language)),
              by: byWhom(entry, t),
              said: saidIn(entry, t),
              late: late.has(entry.type),
            }))}
          />
        )}
      </Loaded>
      <More {...more} />
    </Card>
  );
}

function wordsFor({ args }: TimelineEntry, t: Words, language: Language): Record<string, unknown> {
  const rungOf = (value: unknown) => (typeof value === 'number' ? t(`ladder.rung${value}`) : value);
  const meeting = language === 'en' ? (args.seriesEn ?? args.series) : args.series;
  const dayOf = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? day(value.slice(0, 10), language) : value;
  return {
    ...args,
    fromRung: rungOf(args.from),
    toRung: rungOf(args.to),
    fromDay: dayOf(args.from),
    toDay: dayOf(args.to),
    untilDay: dayOf(args.until),
    dueDay: dayOf(args.dueAt),
    onDay: dayOf(args.on),
    meeting: meeting ?? '',
    number: args.number ?? '',
  };
}

/** Who did it; a deputy says for whom, since it was not theirs to do. */
function byWhom({ by, args: { forName } }: TimelineEntry, t: Words): string | null {
  if (by === null) return null;
  return typeof forName === 'string' ? t('timeline.onBehalf', { by: by.name, absent: forName }) : by.name;
}

/** What people wrote. */
function saidIn({ type, args }: TimelineEntry, t: Words): string[] {
  const scored = type === 'rated' && typeof args.score === 'string' ? [t(`rating.score.${args.score}`)] : [];
  const said = ['text', 'plan', 'reason', 'evidence', 'finding'].flatMap((key) => {
    const words = args[key];
    return typeof words === 'string' && words !== '' ? [words] : [];
  });
  return [...scored, ...said];
}
