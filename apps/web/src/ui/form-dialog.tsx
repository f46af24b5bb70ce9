import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Form, type Faults } from './form.js';

/** A form in a dialog: what it asks, and at its end the one act and the way out. */
export function FormDialog({
  title,
  wide = false,
  faults = {},
  error,
  act,
  busy,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  wide?: boolean;
  faults?: Faults;
  error?: unknown;
  /** What its button does. */
  act: string;
  busy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <Dialog title={title} wide={wide} onClose={onClose}>
      <Form faults={faults} error={error} onSubmit={onSubmit}>
        {children}
        <div className="form-end">
          <Button type="submit" busy={busy}>
            {act}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
