import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { MAX_DECISIONS_PER_ITEM } from '#domain/meeting/outcome.js';
import { date } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button, IconButton } from '../../ui/button.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { dueHint, type DueDates } from './due-dates.js';
import { noteOf, rungOf, rungsFor } from './outcome-body.js';
import { UnitField, UnitsField, useWorkingUnits } from './units.js';
import type { AgendaItem } from './use-meeting.js';
import { emptyDecision, type DecisionDraft, type OutcomeDraft } from './use-outcome-drafts.js';

interface FieldsOf {
  readonly item: AgendaItem;
  readonly draft: OutcomeDraft;
  readonly onChange: (change: Partial<OutcomeDraft>) => void;
}

/** One decision, or several on one item: who does what by when. */
export function DecisionFields({ item, draft, due, onChange }: FieldsOf & { due: DueDates }) {
  const { t } = useWords();
  const { decisions } = draft;
  const set = (index: number, change: Partial<DecisionDraft>) =>
    onChange({ decisions: decisions.map((each, at) => (at === index ? { ...each, ...change } : each)) });
  return (
    <>
      {decisions.map((decision, index) => (
        <fieldset key={index} className={decisions.length > 1 ? 'decision several' : 'decision'}>
          <legend className={decisions.length > 1 ? undefined : 'away'}>
            {t('meeting.record.nth', { n: index + 1 })}
          </legend>
          {decisions.length > 1 && (
            <span className="decision-off">
              <IconButton
                label={t('meeting.record.off', { n: index + 1 })}
                onClick={() => onChange({ decisions: decisions.filter((_, at) => at !== index) })}
              >
                <X aria-hidden size={16} />
              </IconButton>
            </span>
          )}
          <OneDecision decision={decision} index={index} due={due} onChange={(change) => set(index, change)} />
        </fieldset>
      ))}
      {decisions.length < MAX_DECISIONS_PER_ITEM && (
        <div>
          <Button look="quiet" onClick={() => onChange({ decisions: [...decisions, emptyDecision(item)] })}>
            <Plus aria-hidden size={16} />
            {t('meeting.record.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function OneDecision({
  decision,
  index,
  due,
  onChange,
}: {
  decision: DecisionDraft;
  index: number;
  due: DueDates;
  onChange: (change: Partial<DecisionDraft>) => void;
}) {
  const { t, language } = useWords();
  const units = useWorkingUnits();
  const { text, leadUnitId, handlingUnitIds, assistingUnitIds } = decision;
  const chosen = decision.dueOn || due.byDefault;
  const isOther = !due.proposed.some(({ on }) => on === chosen);
  const [other, setOther] = useState(isOther && decision.dueOn !== '');
  const helpers = handlingUnitIds.length + assistingUnitIds.length;
  return (
    <>
      <TextArea
        label={t('meeting.record.text')}
        name={`text-${index}`}
        rows={3}
        maxLength={1000}
        value={text}
        onChange={(value) => onChange({ text: value })}
      />
      <UnitField
        label={t('meeting.record.lead')}
        name={`lead-${index}`}
        units={units}
        value={leadUnitId}
        onChange={(value) =>
          onChange({
            leadUnitId: value,
            handlingUnitIds: handlingUnitIds.filter((id) => id !== value),
            assistingUnitIds: assistingUnitIds.filter((id) => id !== value),
          })
        }
      />
      <div className="due">
        <fieldset className="choices due-choices">
          <legend>{t('meeting.record.due')}</legend>
          <div className="due-row">
            {due.proposed.map(({ key, on }) => (
              <label key={key} className={!other && on === chosen ? 'due-choice chosen' : 'due-choice'}>
                <input
                  type="radio"
                  className="away"
                  name={`due-${index}`}
                  checked={!other && on === chosen}
                  onChange={() => (setOther(false), onChange({ dueOn: on }))}
                />
                {t(`meeting.due.${key}`)} <b>{date(on, language)}</b>
              </label>
            ))}
            <label className={other ? 'due-choice chosen' : 'due-choice'}>
              <input
                type="radio"
                className="away"
                name={`due-${index}`}
                checked={other}
                onChange={() => (setOther(true), onChange({ dueOn: chosen }))}
              />
              {t('meeting.due.other')}
            </label>
          </div>
        </fieldset>
        {other && (
          <TextField
            label={t('meeting.due.day')}
            type="date"
            value={chosen}
            onChange={(value) => onChange({ dueOn: value })}
          />
        )}
        <p className="hint">{dueHint(chosen, due, t, language)}</p>
      </div>
      <details className="disclosure" open={helpers > 0 || undefined}>
        <summary>{helpers > 0 ? t('meeting.record.helpersSome', { n: helpers }) : t('meeting.record.helpers')}</summary>
        <div className="stack">
          <UnitsField
            label={t('meeting.record.assisting')}
            units={units}
            value={assistingUnitIds}
            without={[leadUnitId, ...handlingUnitIds]}
            onChange={(value) => onChange({ assistingUnitIds: value })}
          />
          <UnitsField
            label={t('meeting.record.handling')}
            units={units}
            value={handlingUnitIds}
            without={[leadUnitId, ...assistingUnitIds]}
            onChange={(value) => onChange({ handlingUnitIds: value })}
          />
        </div>
      </details>
    </>
  );
}

/** Where it goes and why; usual words stand there already. */
export function MoveFields({ item, draft, onChange }: FieldsOf) {
  const { t, language } = useWords();
  const units = useWorkingUnits().filter(({ kind }) => kind === 'department');
  const rungs = rungsFor(draft.kind, item);
  const toRung = rungOf(draft, item);
  const moves = draft.kind === 'referredUp' || draft.kind === 'sentDown' || draft.kind === 'struckOff';
  return (
    <>
      {rungs.length > 1 && (
        <SelectField
          label={t('meeting.record.toRung')}
          value={String(toRung)}
          onChange={(value) => onChange({ toRung: Number(value) })}
          choices={rungs.map((rung) => ({ value: String(rung), label: t(`ladder.rung${rung}`) }))}
        />
      )}
      {draft.kind === 'sentDown' && toRung === 2 && (
        <SelectField
          label={t('meeting.record.department')}
          value={draft.leadDepartmentId}
          onChange={(leadDepartmentId) => onChange({ leadDepartmentId })}
          choices={[
            { value: '', label: t('meeting.record.sameDepartment') },
            ...units.map((unit) => ({ value: unit.id, label: nameOf(unit, language) })),
          ]}
        />
      )}
      <TextArea
        label={t(moves ? 'meeting.record.why' : 'meeting.record.note')}
        optional={!moves}
        rows={3}
        maxLength={2000}
        hint={moves ? t('meeting.record.usual', { words: noteOf({ ...draft, note: '' }, t) }) : undefined}
        value={draft.note}
        onChange={(note) => onChange({ note })}
      />
    </>
  );
}
