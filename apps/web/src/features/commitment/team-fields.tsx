import { Plus } from 'lucide-react';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { PickPerson, type PickedPerson } from '../../ui/pick-person.js';

/** As many as a contract takes. */
const LARGEST_TEAM = 50;

export interface Member {
  readonly person: PickedPerson | null;
  readonly duty: string;
}

/** 服务专班: who serves the project under the contract, each with their part in it. */
export function TeamFields({
  members,
  onChange,
}: {
  members: readonly Member[];
  onChange: (members: readonly Member[]) => void;
}) {
  const { t } = useWords();
  const set = (at: number, change: Partial<Member>) =>
    onChange(members.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <>
      {members.map(({ person, duty }, index) => (
        <fieldset key={index} className="choices stack">
          <legend>{t('assign.member', { n: index + 1 })}</legend>
          <PickPerson
            label={t('assign.memberName')}
            name={`members.${index}.personId`}
            chosen={person}
            onPick={(picked) => set(index, { person: picked })}
          />
          <TextField
            label={t('assign.memberDuty')}
            name={`members.${index}.duty`}
            optional
            maxLength={100}
            value={duty}
            onChange={(given) => set(index, { duty: given })}
          />
        </fieldset>
      ))}
      {members.length < LARGEST_TEAM && (
        <Button look="plain" onClick={() => onChange([...members, { person: null, duty: '' }])}>
          <Plus aria-hidden size={18} />
          {t('assign.addMember')}
        </Button>
      )}
    </>
  );
}
