import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text, type Key } from 'react-aria-components';
import { useWords } from '../i18n/use-words.js';
import { useFieldOf } from './form.js';

export interface Option {
  readonly id: string;
  readonly name: string;
  /** What tells it from its like: a code, a unit. */
  readonly note?: string | undefined;
}

/**
 * One of many, found by typing. `onSearch` hears what was typed; `options` are what fits it, as the server found them.
 * With a value and no words typed it shows `chosen`.
 */
export function PickOne({
  label,
  name,
  hint,
  options,
  chosen,
  onSearch,
  onPick,
}: {
  label: string;
  name?: string;
  hint?: string;
  options: readonly Option[];
  chosen: Option | null;
  onSearch: (words: string) => void;
  onPick: (option: Option | null) => void;
}) {
  const { t } = useWords();
  const { id, fault } = useFieldOf(name);
  const [words, setWords] = useState(chosen?.name ?? '');
  // What a modal dialog does not hold lies beneath it, out of reach.
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  // What is chosen may come later than the field, from an address or because there is only one.
  const [named, setNamed] = useState(chosen?.id);
  if (chosen?.id !== named) {
    setNamed(chosen?.id);
    if (chosen) setWords(chosen.name);
  }
  const type = (typed: string) => {
    setWords(typed);
    onSearch(typed === chosen?.name ? '' : typed);
    if (typed === '') onPick(null);
  };
  const pick = (key: Key | null) => {
    const option = options.find((each) => each.id === key) ?? (key === chosen?.id ? chosen : null);
    if (option === null) return;
    onPick(option);
    setWords(option.name);
    onSearch('');
  };
  return (
    <ComboBox
      ref={(element) => setDialog(element?.closest('dialog') ?? null)}
      className={fault ? 'field wrong' : 'field'}
      items={options}
      inputValue={words}
      onInputChange={type}
      value={chosen?.id ?? null}
      onChange={pick}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={fault !== undefined}
      onBlur={() => setWords(chosen?.name ?? '')}
    >
      <Label>{label}</Label>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <div className="pick">
        <Input className="input" id={id} />
        <Button className="pick-open" aria-label={t('app.showChoices')}>
          <ChevronDown aria-hidden size={18} />
        </Button>
      </div>
      {fault && (
        <Text slot="errorMessage" className="field-error">
          {fault}
        </Text>
      )}
      <Popover className="pick-list" {...(dialog && { UNSTABLE_portalContainer: dialog })}>
        <ListBox renderEmptyState={() => <p className="pick-none">{t('app.nothingFits')}</p>}>
          {(option: Option) => (
            <ListBoxItem id={option.id} textValue={option.name} className="pick-item">
              <span>{option.name}</span>
              {option.note && <span className="muted">{option.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
