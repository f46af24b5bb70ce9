import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { amendCalendarDay, listCalendarDays } from '#api-client/sdk.gen.js';
import type { AmendDay, CalendarUpkeep } from '#api-client/types.gen.js';
import { addDays, firstOfMonth, monthOf, plainDate, yearOf, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { day, dayOf } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Choices, TextArea, TextField } from '../../ui/field.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';

const monthOfDay = (date: PlainDate) => firstOfMonth(yearOf(date), monthOf(date));
const today = () => plainDate(dayOf(new Date().toISOString()));

/** The working calendar, a month at a time; a coordinator amends a day and sees first what that moves. */
export function CalendarScreen() {
  const { t, language } = useWords();
  const session = useSession();
  const [month, setMonth] = useState(() => monthOfDay(today()));
  const [chosen, setChosen] = useState<string | null>(null);
  const next = monthOfDay(addDays(month, 32));
  const days = useQuery({
    queryKey: ['calendar', month],
    queryFn: () => call(listCalendarDays({ query: { from: month, to: next } })),
  });
  const amends = mayDo(session, 'calendar.write');
  return (
    <Page title={t('calendar.title')} sentence={t('calendar.sentence')}>
      <Card
        title={t('calendar.month', { year: month.slice(0, 4), month: Number(month.slice(5, 7)) })}
        aside={
          <div className="acts">
            <button type="button" className="button plain" onClick={() => setMonth(monthOfDay(addDays(month, -1)))}>
              {t('calendar.before')}
            </button>
            <button type="button" className="button plain" onClick={() => setMonth(next)}>
              {t('calendar.after')}
            </button>
          </div>
        }
      >
        <Loaded query={days}>
          {(found) => (
            <ol className="month">
              {found.map(({ date, weekday, works, kind, name, provisional }) => (
                <li key={date} className={works ? `day from-${weekday}` : `day off from-${weekday}`}>
                  <span className="day-number">{Number(date.slice(8))}</span>
                  <span>{name ?? t(`calendar.kind.${kind}`)}</span>
                  {provisional && <span className="muted">{t('calendar.provisional')}</span>}
                  {amends && (
                    <button
                      type="button"
                      className="day-button"
                      aria-label={t('calendar.amendDay', { on: day(date, language) })}
                      onClick={() => setChosen(date)}
                    />
                  )}
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      </Card>
      {chosen && <AmendDialog date={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function AmendDialog({ date, onClose }: { date: string; onClose: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const weekend = [6, 0].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  const [body, setBody] = useState<AmendDay>({ kind: weekend ? 'makeUpDay' : 'holiday', name: '', reason: '' });
  const [foreseen, setForeseen] = useState<CalendarUpkeep | null>(null);
  const send = useMutation({
    mutationFn: (preview: boolean) =>
      call(amendCalendarDay({ path: { date }, query: { preview: preview ? 'true' : 'false' }, body })),
    onSuccess: (answer) => {
      setForeseen(answer);
      if (!answer.preview) void client.invalidateQueries();
    },
  });
  const set = (change: Partial<AmendDay>) => {
    setBody({ ...body, ...change });
    setForeseen(null);
  };
  const kinds: AmendDay['kind'][] = weekend ? ['makeUpDay', 'weekend', 'holiday'] : ['holiday', 'workday'];
  const ready = body.name.trim() !== '' && body.reason.trim() !== '';
  return (
    <Dialog title={t('calendar.amendDay', { on: day(date, language) })} onClose={onClose}>
      <div className="form">
        <ErrorSummary error={send.error} />
        <Choices
          label={t('calendar.becomes')}
          value={body.kind}
          onChange={(kind) => set({ kind: kind as AmendDay['kind'] })}
          choices={kinds.map((value) => ({ value, label: t(`calendar.kind.${value}`) }))}
        />
        <TextField label={t('calendar.name')} maxLength={40} value={body.name} onChange={(name) => set({ name })} />
        <TextArea
          label={t('calendar.reason')}
          rows={2}
          maxLength={500}
          value={body.reason}
          onChange={(reason) => set({ reason })}
        />
        {foreseen && <Moved answer={foreseen} />}
        <div className="form-end">
          {foreseen && !foreseen.preview ? (
            <button type="button" className="button" onClick={onClose}>
              {t('app.close')}
            </button>
          ) : (
            <button
              type="button"
              className="button"
              disabled={!ready || send.isPending}
              onClick={() => send.mutate(foreseen === null)}
            >
              {send.isPending ? t('app.sending') : foreseen ? t('calendar.doIt') : t('calendar.preview')}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Moved({ answer }: { answer: CalendarUpkeep }) {
  const { t, language } = useWords();
  const { preview, problems, meetings, timers, told } = answer;
  return (
    <div className="notice-box" role="status">
      <p>
        {t(preview ? 'calendar.wouldMove' : 'calendar.moved', {
          problems: problems.length,
          meetings: meetings.length,
          timers,
          told,
        })}
      </p>
      <ul className="moved">
        {meetings.map(({ id, series, seriesEn, from, to }) => (
          <li key={id}>
            {language === 'en' ? seriesEn : series}: {day(from.on, language)} → {day(to.on, language)}
          </li>
        ))}
        {problems.slice(0, 20).map(({ id, number, title, clock, from, to }) => (
          <li key={`${id} ${clock}`}>
            {number} {title}: {day(dayOf(from), language)} → {day(dayOf(to), language)}
          </li>
        ))}
      </ul>
    </div>
  );
}
