import { SlidersHorizontal } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';
import { Button } from './button.js';
import { TextField } from './field.js';
import { Form } from './form.js';

/**
 * What narrows a list: words to search by, and the rest, which a phone keeps behind a button that says how many are set.
 * `onClear` lets all of them go.
 */
export function Filters({
  label,
  words,
  onSearch,
  set,
  onClear,
  children,
}: {
  label: string;
  words: string;
  onSearch: (words: string) => void;
  /** How many narrow the list now. */
  set: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState(words);
  const [open, setOpen] = useState(false);
  return (
    <Form className={open ? 'filters open' : 'filters'} role="search" onSubmit={() => onSearch(typed.trim())}>
      <div className="filters-search">
        <TextField
          label={label}
          type="search"
          inputMode="search"
          maxLength={100}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            if (value === '') onSearch('');
          }}
        />
        <Button look="plain" type="submit">
          {t('app.search')}
        </Button>
        <span className="filters-open">
          <Button look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
            <SlidersHorizontal aria-hidden size={18} />
            {set > 0 ? t('app.filtersSet', { count: set }) : t('app.filters')}
          </Button>
        </span>
      </div>
      <div className="filters-rest">{children}</div>
      {set > 0 && (
        <Button look="quiet" onClick={() => (setTyped(''), onClear())}>
          {t('app.clearFilters')}
        </Button>
      )}
    </Form>
  );
}
