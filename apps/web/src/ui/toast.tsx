import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.js';
import { Button, IconButton } from './button.js';

interface Toast {
  readonly id: number;
  readonly words: string;
  readonly undo: (() => void) | undefined;
}

const STAYS_MS = 8000;
let shown: readonly Toast[] = [];
let last = 0;
const watchers = new Set<() => void>();

function change(next: readonly Toast[]): void {
  shown = next;
  for (const watcher of watchers) watcher();
}

/** Says in passing that something was done, and lets it be undone while it is seen. The newest three stay. */
export function toast(words: string, undo?: () => void): void {
  last += 1;
  change([...shown, { id: last, words, undo }].slice(-3));
}

const dismiss = (id: number) => change(shown.filter((each) => each.id !== id));

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Stands once, in the shell. It is announced politely and never takes the focus. */
export function Toasts() {
  const toasts = useSyncExternalStore(watch, () => shown);
  return (
    <div className="toasts" role="status">
      {toasts.map((each) => (
        <OneToast key={each.id} toast={each} />
      ))}
    </div>
  );
}

function OneToast({ toast: { id, words, undo } }: { toast: Toast }) {
  const { t } = useWords();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{words}</span>
      {undo && (
        <Button
          look="quiet"
          onClick={() => {
            undo();
            dismiss(id);
          }}
        >
          {t('app.undo')}
        </Button>
      )}
      <IconButton label={t('app.close')} onClick={() => dismiss(id)}>
        <X aria-hidden size={16} />
      </IconButton>
    </div>
  );
}
