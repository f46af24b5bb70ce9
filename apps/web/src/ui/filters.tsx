import { Link } from '@tanstack/react-router';
import { SlidersHorizontal } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';
import { isDay } from './address-filters.js';
import { Button, buttonClass } from './button.js';
import { Segments, SelectField, TextField, Toggle, type Choice } from './field.js';
import { Form } from './form.js';
import { Empty } from './page.js';

/** What a list is narrowed by, and how that is changed. A filter that is set to nothing is let go. */
export interface Narrowing<F extends object> {
  readonly filters: F;
  readonly set: (change: { readonly [K in keyof F]?: string | undefined }) => void;
  readonly clear: () => void;
}

/** `read` is how the address is read, `go` goes to another: what narrows a list is its address. */
export const narrowing = <F extends object>(
  filters: F,
  read: (search: Readonly<Record<string, unknown>>) => F,
  go: (search: F) => void,
): Narrowing<F> => ({
  filters,
  set: (change) => go(read({ ...filters, ...change })),
  clear: () => go(read({})),
});

const given = <F extends object>({ filters }: Narrowing<F>, by: keyof F): string => String(filters[by] ?? '');

/** What is being typed, which follows what the address says: whoever goes back sees what narrows the list now. */
function useTyped(said: string): [string, (typed: string) => void] {
  const [typed, setTyped] = useState({ said, value: said });
  if (typed.said !== said) setTyped({ said, value: said });
  return [typed.value, (value) => setTyped({ said, value })];
}

/** Orders a list, and makes it no shorter. */
const SORT = 'sort';

/** How many of them narrow the list now. */
export const narrowedBy = (filters: object): number =>
  Object.entries(filters).filter(([key, value]) => key !== SORT && value !== undefined).length;

/**
 * What narrows a list: words to search by, and the rest, which a phone keeps behind a button that says how many are set.
 * All of them can be let go at once.
 */
export function Filters<F extends object>({
  label,
  of,
  by,
  children,
}: {
  label: string;
  of: Narrowing<F>;
  /** Which filter the words are. */
  by: keyof F & string;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useTyped(given(of, by));
  const [open, setOpen] = useState(false);
  const search = (words: string) => of.set({ [by]: words } as Parameters<typeof of.set>[0]);
  const set = narrowedBy(of.filters);
  return (
    <Form className={open ? 'filters open' : 'filters'} role="search" onSubmit={() => search(typed.trim())}>
      <div className="filters-search">
        <TextField
          label={label}
          type="search"
          inputMode="search"
          maxLength={100}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            if (value === '') search('');
          }}
        />
        <Button look="plain" type="submit">
          {t('app.search')}
        </Button>
        {children && (
          <span className="filters-open">
            <Button look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
              <SlidersHorizontal aria-hidden size={18} />
              {set > 0 ? t('app.filtersSet', { count: set }) : t('app.filters')}
            </Button>
          </span>
        )}
      </div>
      {children && <div className="filters-rest">{children}</div>}
      {set > 0 && (
        <Button look="quiet" onClick={() => (setTyped(''), of.clear())}>
          {t('app.clearFilters')}
        </Button>
      )}
    </Form>
  );
}

interface FilterParts<F extends object> {
  readonly label: string;
  readonly of: Narrowing<F>;
  readonly by: keyof F & string;
}

const setter =
  <F extends object>({ of, by }: FilterParts<F>) =>
  (value: string | undefined) =>
    of.set({ [by]: value } as Parameters<typeof of.set>[0]);

/** One of several, or all of them (`none`, where that is called otherwise): a list to pick from, or side by side. */
export function ChoiceFilter<F extends object>({
  choices,
  none,
  look = 'list',
  ...parts
}: FilterParts<F> & { choices: readonly Choice[]; none?: string; look?: 'list' | 'segments' }) {
  const { t } = useWords();
  const Control = look === 'list' ? SelectField : Segments;
  return (
    <Control
      label={parts.label}
      value={given(parts.of, parts.by)}
      onChange={setter(parts)}
      choices={[{ value: '', label: none ?? t('app.all') }, ...choices]}
    />
  );
}

export function DayFilter<F extends object>(parts: FilterParts<F>) {
  return <Day label={parts.label} day={given(parts.of, parts.by)} onChange={setter(parts)} />;
}

/** From a day to a day, both within. One moved beyond the other lets the other go: a span backwards holds nothing. */
export function DaysFilter<F extends { readonly from?: string | undefined; readonly to?: string | undefined }>({
  of,
  from,
  to,
}: {
  of: Narrowing<F>;
  /** Labels. */
  from: string;
  to: string;
}) {
  const [first, last] = [given(of, 'from'), given(of, 'to')];
  const set = (days: { from: string; to: string }) => of.set(days as Parameters<typeof of.set>[0]);
  return (
    <>
      <Day label={from} day={first} onChange={(day) => set({ from: day, to: day > last ? '' : last })} />
      <Day label={to} day={last} onChange={(day) => set({ from: day !== '' && day < first ? '' : first, to: day })} />
    </>
  );
}

/** While its year is being typed (0002, 0020 …) a day narrows nothing yet. */
function Day({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  const [typed, setTyped] = useTyped(day);
  return (
    <TextField
      label={label}
      type="date"
      value={typed}
      onChange={(value) => {
        setTyped(value);
        if (value === '' || isDay(value)) onChange(value);
      }}
    />
  );
}

/** Only those that are so (`is`), or all. */
export function ToggleFilter<F extends object>({ is = 'true', ...parts }: FilterParts<F> & { is?: string }) {
  const set = setter(parts);
  return (
    <Toggle label={parts.label} on={given(parts.of, parts.by) === is} onChange={(on) => set(on ? is : undefined)} />
  );
}

/** Nothing fits what narrows the list: that is why it is empty, and all of it is one press away. */
export function NoneFits({ title }: { title: string }) {
  const { t } = useWords();
  return (
    <Empty title={title} why={t('app.fewerFilters')}>
      <Link to="." search={{}} className={buttonClass('plain')}>
        {t('app.clearFilters')}
      </Link>
    </Empty>
  );
}
