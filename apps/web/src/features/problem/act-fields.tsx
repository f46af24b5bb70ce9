import { useQuery } from '@tanstack/react-query';
import { listProblems, listUnits } from '#api-client/sdk.gen.js';
import type { Problem } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Choices, SelectField, TextField, Toggle } from '../../ui/field.js';

interface PickProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function useDepartments() {
  return useQuery({
    queryKey: ['units', 'department'],
    queryFn: () => call(listUnits({ query: { kind: 'department', limit: 100 } })),
    staleTime: 600_000,
  });
}

export function DepartmentField({ optional, ...props }: PickProps & { optional?: boolean }) {
  const { t, language } = useWords();
  const units = useDepartments();
  const choices = (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: nameOf(unit, language) }));
  return (
    <SelectField
      label={t('act.unit')}
      name="unit"
      {...props}
      {...(optional && { optional })}
      choices={[{ value: '', label: t(optional ? 'act.unitAsItIs' : 'app.choose') }, ...choices]}
    />
  );
}

/** 协办: any number of departments beside the lead one. */
export function AssistingField({
  lead,
  value,
  onChange,
}: {
  lead: string;
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const { t, language } = useWords();
  const units = useDepartments();
  const offered = (units.data?.items ?? []).filter(({ id }) => id !== lead);
  return (
    <fieldset className="choices">
      <legend>
        {t('act.assisting')} <span className="optional">{t('app.optional')}</span>
      </legend>
      <div className="many-choices">
        {offered.map((unit) => (
          <Toggle
            key={unit.id}
            label={nameOf(unit, language)}
            on={value.includes(unit.id)}
            onChange={(on) => onChange(on ? [...value, unit.id] : value.filter((id) => id !== unit.id))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Another open problem of the same project. */
export function IntoField({ problem, ...props }: PickProps & { problem: Problem }) {
  const { t } = useWords();
  const others = useQuery({
    queryKey: ['problems', 'of', problem.project.id, 'open'],
    queryFn: () => call(listProblems({ query: { projectId: problem.project.id, status: 'open', limit: 100 } })),
  });
  const choices = (others.data?.items ?? [])
    .filter(({ id }) => id !== problem.id)
    .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  return (
    <SelectField
      label={t('act.into')}
      name="into"
      hint={others.data && choices.length === 0 ? t('act.noOther') : undefined}
      {...props}
      choices={[{ value: '', label: t('app.choose') }, ...choices]}
    />
  );
}

/** To which rung: those below; or those above, of which the first is the next whatever it is. */
export function RungField({
  label,
  rungs,
  firstIsNext,
  ...props
}: PickProps & { label: string; rungs: readonly number[]; firstIsNext: boolean }) {
  const { t } = useWords();
  return (
    <SelectField
      label={label}
      {...props}
      choices={rungs.map((rung, index) => ({
        value: firstIsNext && index === 0 ? '' : String(rung),
        label: t(`ladder.rung${rung}`),
      }))}
    />
  );
}

/** What a check on site found. */
export function OutcomeField({ value, onChange }: PickProps) {
  const { t } = useWords();
  return (
    <Choices
      label={t('act.verify.outcome')}
      value={value}
      onChange={onChange}
      choices={[
        { value: 'true', label: t('act.verify.passed') },
        { value: 'false', label: t('act.verify.failed') },
      ]}
    />
  );
}

export function WorkdaysField({ value, onChange }: PickProps) {
  const { t } = useWords();
  return (
    <TextField
      label={t('act.workdays')}
      name="workdays"
      inputMode="numeric"
      value={value}
      onChange={(workdays) => onChange(workdays.replace(/\D/g, ''))}
    />
  );
}
