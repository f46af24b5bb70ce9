import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { takeAttendance } from '#api-client/sdk.gen.js';
import { ATTENDANCE_STANDINGS, type AttendanceStanding } from '#domain/meeting/minutes.js';
import { call, seen } from '../../api/call.js';
import type { Language } from '../../i18n/i18n.js';
import { nameOf, useWords, type Words } from '../../i18n/use-words.js';
import { Button, IconButton } from '../../ui/button.js';
import { Segments, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import type { Meeting } from './use-meeting.js';

interface Row {
  readonly key: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly name: string;
  /** What the minutes are to write; empty: the name of the person, else of the unit. */
  readonly written: string;
  /** Not said yet: the row is not written. */
  readonly standing: AttendanceStanding | '';
  readonly reason: string;
}

/** Who is there: those whom the agenda needs are listed; one tap says that all of them are present. */
export function AttendanceDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [rows, setRows] = useState<readonly Row[]>(() => expected(meeting, language));
  const [added, setAdded] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const set = (key: string, change: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const take = useMutation({
    mutationFn: () =>
      call(
        takeAttendance({
          path: { id: meeting.id },
          headers: seen(meeting.attendance.version),
          body: {
            entries: rows.flatMap(({ unitId, personId, written, standing, reason }) =>
              standing === ''
                ? []
                : [{ unitId, personId, name: written, standing, reason: standing === 'excused' ? reason : null }],
            ),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('meeting.attendance.taken'));
      onClose();
    },
    // After a lost race the next try is on what is true now: the list is one, and this one was written last.
    onSettled: () => client.invalidateQueries({ queryKey: ['meeting', meeting.id] }),
  });
  const submit = () => {
    const found = reasonsLacking(rows, t);
    setFaults(found);
    if (none(found)) take.mutate();
  };
  const add = () => {
    const name = added.trim();
    if (name === '') return;
    setRows([
      ...rows,
      {
        key: `name-${rows.length}-${name}`,
        unitId: null,
        personId: null,
        name,
        written: name,
        standing: 'sittingIn',
        reason: '',
      },
    ]);
    setAdded('');
  };
  return (
    <FormDialog
      title={t('meeting.attendance.take')}
      wide
      faults={faults}
      error={take.error}
      onSubmit={submit}
      act={t('meeting.save')}
      busy={take.isPending}
      onClose={onClose}
    >
      <div className="acts">
        <Button
          look="plain"
          onClick={() => setRows(rows.map((row) => (row.standing === '' ? { ...row, standing: 'present' } : row)))}
        >
          {t('meeting.attendance.allPresent')}
        </Button>
        <span className="muted">{t('meeting.attendance.hint')}</span>
      </div>
      <ul className="rows attendance-rows">
        {rows.map((row) => (
          <li key={row.key} className="row">
            <div>{row.name}</div>
            <Segments
              label={row.name}
              value={row.standing}
              onChange={(standing) => set(row.key, { standing: standing as AttendanceStanding })}
              choices={ATTENDANCE_STANDINGS.map((value) => ({ value, label: t(`meeting.attendance.${value}`) }))}
            />
            {row.unitId === null && row.personId === null && (
              <IconButton
                label={t('meeting.takeOff', { name: row.name })}
                onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
              >
                <X aria-hidden size={18} />
              </IconButton>
            )}
            {row.standing === 'excused' && (
              <div className="attendance-reason">
                <TextField
                  label={t('meeting.attendance.reason')}
                  name={`reason-${row.key}`}
                  maxLength={200}
                  value={row.reason}
                  onChange={(reason) => set(row.key, { reason })}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className="attendance-add">
        <TextField label={t('meeting.attendance.other')} maxLength={60} value={added} onChange={setAdded} />
        <Button look="plain" onClick={add}>
          <Plus aria-hidden size={18} />
          {t('meeting.attendance.add')}
        </Button>
      </div>
    </FormDialog>
  );
}

function reasonsLacking(rows: readonly Row[], t: Words): Faults {
  return Object.fromEntries(
    rows
      .filter(({ standing, reason }) => standing === 'excused' && reason.trim() === '')
      .map(({ key, name }) => [`reason-${key}`, t('meeting.attendance.reasonNeeded', { name })]),
  );
}

/** What was taken already, then the chair and the units of the agenda that are not in it yet. */
function expected({ attendance, chair, items }: Meeting, language: Language): Row[] {
  const rows: Row[] = attendance.entries.map(({ id, unit, person, name, standing, reason }) => ({
    key: person?.id ?? unit?.id ?? id,
    unitId: unit?.id ?? null,
    personId: person?.id ?? null,
    name,
    written: name,
    standing,
    reason: reason ?? '',
  }));
  const there = new Set(rows.map(({ key }) => key));
  const open = { written: '', standing: '' as const, reason: '' };
  if (!there.has(chair.id))
    rows.unshift({ key: chair.id, unitId: null, personId: chair.id, name: chair.name, ...open });
  for (const { presenter, leadDepartment, office } of items)
    for (const unit of [presenter.unit, leadDepartment, office])
      if (unit && !there.has(unit.id)) {
        there.add(unit.id);
        rows.push({ key: unit.id, unitId: unit.id, personId: null, name: nameOf(unit, language), ...open });
      }
  return rows;
}
