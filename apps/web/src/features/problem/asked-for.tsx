import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';

/** A pause or more time that was asked for, of a problem or a decision. */
export interface Asked {
  readonly reason: string;
  readonly state: string;
  readonly requestedBy: { readonly name: string };
  readonly decidedBy: { readonly name: string } | null;
  readonly decisionReason: string | null;
}

/** Who asked for what, why, and what became of it. */
export function AskedFor({ title, asked }: { title: string; asked: Asked }) {
  const { t } = useWords();
  const { requestedBy, reason, state, decidedBy, decisionReason } = asked;
  return (
    <div>
      <strong>{title}</strong>
      <p className="muted">
        {requestedBy.name} · {reason}
      </p>
      <p className="muted">
        {t(`request.state.${state}`)}
        {decidedBy && ` · ${decidedBy.name}`}
        {decisionReason && ` · ${decisionReason}`}
      </p>
    </div>
  );
}

/** Yes is one tap; a no needs a reason, which is asked for next. */
export function YesOrNo({ busy, onYes, onNo }: { busy: boolean; onYes: () => void; onNo: () => void }) {
  const { t } = useWords();
  return (
    <div className="acts">
      <Button busy={busy} onClick={onYes}>
        {t('request.yes')}
      </Button>
      <Button look="plain" onClick={onNo}>
        {t('request.no')}
      </Button>
    </div>
  );
}
