import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { amendCalendarDay } from '#api-client/sdk.gen.js';
import type { AmendDay, CalendarUpkeep } from '#api-client/types.gen.js';
import { weekdayOf, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { day, dayOf } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Choices, TextArea, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';

const SHOWN = 20;

/** First what it would move, then, asked again, the act itself. Whatever is changed after the look asks for another. */
export function AmendDialog({ date, onClose }: { date: PlainDate; onClose: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const weekend = weekdayOf(date) >= 6;
  const [body, setBody] = useState<AmendDay>({ kind: weekend ? 'makeUpDay' : 'holiday', name: '', reason: '' });
  const [faults, setFaults] = useState<Faults>({});
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
  const done = foreseen !== null && !foreseen.preview;
  const submit = () => {
    const { name, reason } = body;
    const found = lacking({ name, reason }, { name: t('calendar.nameNeeded'), reason: t('calendar.reasonNeeded') });
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate(foreseen === null);
  };
  return (
    <Dialog title={t('calendar.amendDay', { on: day(date, language) })} onClose={onClose}>
      <Form faults={faults} error={send.error} onSubmit={submit}>
        <Choices
          label={t('calendar.becomes')}
          value={body.kind}
          onChange={(kind) => set({ kind: kind as AmendDay['kind'] })}
          choices={kinds.map((value) => ({ value, label: t(`calendar.kind.${value}`) }))}
        />
        <TextField
          label={t('calendar.name')}
          name="name"
          hint={t('calendar.nameHint')}
          maxLength={40}
          value={body.name}
          onChange={(name) => set({ name })}
        />
        <TextArea
          label={t('calendar.reason')}
          name="reason"
          rows={2}
          maxLength={500}
          value={body.reason}
          onChange={(reason) => set({ reason })}
        />
        {foreseen && <Moved answer={foreseen} />}
        <div className="form-end">
          {done ? (
            <Button onClick={onClose}>{t('app.close')}</Button>
          ) : (
            <Button type="submit" busy={send.isPending}>
              {foreseen ? t('calendar.doIt') : t('calendar.preview')}
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  );
}

/** What moves or has moved: how many, and which, with the old date and the new. */
function Moved({ answer }: { answer: CalendarUpkeep }) {
  const { t, language } = useWords();
  const { preview, problems, meetings, timers, told } = answer;
  return (
    <div className={preview ? 'notice-box' : 'notice-box good'} role="status">
      <p>
        <strong>
          {t(preview ? 'calendar.wouldMove' : 'calendar.moved', {
            problems: problems.length,
            meetings: meetings.length,
            timers,
            told,
          })}
        </strong>
      </p>
      <ul className="moved">
        {meetings.map(({ id, series, seriesEn, from, to }) => (
          <li key={id}>
            {language === 'en' ? seriesEn : series}: {day(from.on, language)} → {day(to.on, language)}
          </li>
        ))}
        {problems.slice(0, SHOWN).map(({ id, number, title, clock, from, to }) => (
          <li key={`${id} ${clock}`}>
            {number} {title}: {day(dayOf(from), language)} → {day(dayOf(to), language)}
          </li>
        ))}
        {problems.length > SHOWN && <li>{t('calendar.andMore', { count: problems.length - SHOWN })}</li>}
      </ul>
    </div>
  );
}
