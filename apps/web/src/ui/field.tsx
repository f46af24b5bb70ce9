import { useId, type ReactNode } from 'react';

interface FieldParts {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label, what helps to fill it in, what is wrong with it, and the control, tied together for those who listen. */
export function Field({ label, hint, error, children }: FieldParts & { children: (control: Described) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

export function TextField({
  value,
  onChange,
  type = 'text',
  name,
  autoComplete,
  maxLength,
  inputMode,
  ...parts
}: FieldParts & {
  value: string;
  onChange: (value: string) => void;
  type?: string;
  name?: string;
  autoComplete?: string;
  maxLength?: number;
  inputMode?: 'numeric' | 'search';
}) {
  return (
    <Field {...parts}>
      {(control) => (
        <input
          {...control}
          className="input"
          type={type}
          name={name}
          value={value}
          autoComplete={autoComplete}
          maxLength={maxLength}
          inputMode={inputMode}
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
  ...parts
}: FieldParts & { value: string; onChange: (value: string) => void; rows?: number; maxLength?: number }) {
  return (
    <Field {...parts}>
      {(control) => (
        <textarea
          {...control}
          className="input"
          rows={rows}
          value={value}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
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

/** One of a few, all of them in sight. */
export function Choices({
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
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      <div className="choices-row">
        {choices.map((choice) => (
          <label key={choice.value} className={choice.value === value ? 'choice chosen' : 'choice'}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
