import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';
import { useFieldOf } from './form.js';

interface FieldParts {
  readonly label: string;
  /** Within a `Form`: by which its faults and the error summary find it. */
  readonly name?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** The label is for those who listen only; what is seen says it otherwise. */
  readonly labelAway?: boolean;
}

interface Described {
  readonly id: string;
  readonly name: string | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label, what helps to fill it in, the control and what is wrong with it, tied together for those who listen. */
export function Field({
  label,
  name,
  hint,
  error,
  optional,
  labelAway,
  children,
}: FieldParts & { children: (control: Described) => ReactNode }) {
  const { t } = useWords();
  const { id, fault } = useFieldOf(name);
  const wrong = error ?? fault;
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id} className={labelAway ? 'away' : undefined}>
        {label}
        {optional && <span className="optional"> {t('app.optional')}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': wrong ? true : undefined,
      })}
      {wrong && (
        <p id={`${id}-error`} className="field-error">
          {wrong}
        </p>
      )}
    </div>
  );
}

export function TextField({
  value,
  onChange,
  type = 'text',
  autoComplete,
  maxLength,
  inputMode,
  placeholder,
  ...parts
}: FieldParts & {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'date' | 'datetime-local' | 'time' | 'email' | 'search';
  autoComplete?: string;
  maxLength?: number;
  inputMode?: 'numeric' | 'decimal' | 'search' | 'email';
  placeholder?: string;
}) {
  return (
    <Field {...parts}>
      {(control) => (
        <input
          {...control}
          className="input"
          type={type}
          value={value}
          autoComplete={autoComplete}
          maxLength={maxLength}
          inputMode={inputMode}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  value,
  onChange,
  rows = 4,
  maxLength,
  placeholder,
  ...parts
}: FieldParts & {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
  placeholder?: string | undefined;
}) {
  return (
    <Field {...parts}>
      {(control) => (
        <textarea
          {...control}
          className="input"
          rows={rows}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What choosing it brings, beside it. */
  readonly note?: string | undefined;
}

export function SelectField({
  value,
  onChange,
  choices,
  ...parts
}: FieldParts & { value: string; onChange: (value: string) => void; choices: readonly Choice[] }) {
  return (
    <Field {...parts}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, all of them in sight: as tiles, or one under the other (`rows`) where each says what it brings. */
export function Choices({
  label,
  name,
  value,
  onChange,
  choices,
  look = 'tiles',
  hint,
  error,
}: {
  label: string;
  name?: string;
  value: string;
  onChange: (value: string) => void;
  choices: readonly Choice[];
  look?: 'tiles' | 'rows';
  hint?: string;
  error?: string | undefined;
}) {
  const { id, fault } = useFieldOf(name);
  const wrong = error ?? fault;
  return (
    <fieldset
      className={wrong ? 'choices wrong' : 'choices'}
      id={id}
      aria-describedby={wrong ? `${id}-error` : undefined}
    >
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      <div className={look === 'rows' ? 'choice-rows' : choices.length === 4 ? 'choices-row four' : 'choices-row'}>
        {choices.map((choice) => (
          <label key={choice.value} className={choice.value === value ? 'choice chosen' : 'choice'}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
            {choice.note && <span className="choice-note">{choice.note}</span>}
          </label>
        ))}
      </div>
      {wrong && (
        <p id={`${id}-error`} className="field-error">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}

/** One of two or three ways to look at the same thing, small, beside a heading. */
export function Segments({
  label,
  value,
  onChange,
  choices,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  choices: readonly Choice[];
}) {
  const { id } = useFieldOf(undefined);
  return (
    <div className="segments" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={choice.value === value ? 'segment chosen' : 'segment'}>
          <input
            type="radio"
            className="away"
            name={id}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}

export function Toggle({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="toggle">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
