import { createContext, useContext, useId, type ReactNode } from 'react';
import { ErrorSummary } from './error-summary.js';
import type { Faults } from './faults.js';

export { lacking, none, type Faults } from './faults.js';

interface FormParts {
  readonly prefix: string;
  readonly faults: Faults;
}

const FormContext = createContext<FormParts>({ prefix: '', faults: {} });

/** The id and the fault of a named field of the form around it. */
export function useFieldOf(name: string | undefined): { id: string; fault: string | undefined } {
  const own = useId();
  const { prefix, faults } = useContext(FormContext);
  if (name === undefined || prefix === '') return { id: own, fault: undefined };
  return { id: `${prefix}-${name}`, fault: faults[name] };
}

/**
 * A form with its error summary: `faults` are what the screen itself found missing, `error` is what the api refused. Both
 * stand above it with links to the fields (which take their `name`), and the focus moves there.
 */
export function Form({
  faults = {},
  error,
  onSubmit,
  className = 'form',
  role,
  children,
}: {
  faults?: Faults;
  error?: unknown;
  onSubmit: () => void;
  className?: string;
  role?: 'search';
  children: ReactNode;
}) {
  const prefix = useId();
  return (
    <FormContext.Provider value={{ prefix, faults }}>
      <form
        className={className}
        role={role}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <ErrorSummary error={error} faults={faults} prefix={prefix} />
        {children}
      </form>
    </FormContext.Provider>
  );
}
