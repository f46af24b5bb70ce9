import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';

type Look = 'main' | 'plain' | 'quiet';

const looks: Readonly<Record<Look, string>> = { main: 'button', plain: 'button plain', quiet: 'button quiet' };

/** The class of a link that looks like a button: `<Link className={buttonClass('plain')}>`. */
export const buttonClass = (look: Look = 'main', wide = false): string => (wide ? `${looks[look]} wide` : looks[look]);

/** `main` once a screen, `plain` for the rest, `quiet` inside rows. While `busy` it says so and takes no second press. */
export function Button({
  look = 'main',
  wide = false,
  busy = false,
  children,
  onClick,
  ...rest
}: { look?: Look; wide?: boolean; busy?: boolean; children: ReactNode } & Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'className'
>) {
  const { t } = useWords();
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(look, wide)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? t('app.sending') : children}
    </button>
  );
}

/** A button that is a picture; `label` is its name for those who do not see it, and its tooltip. */
export function IconButton({
  label,
  children,
  className = 'icon-button',
  ...rest
}: { label: string; children: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={className} aria-label={label} title={label}>
      {children}
    </button>
  );
}
