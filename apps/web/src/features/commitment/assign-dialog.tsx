import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { assignLeader } from '#api-client/sdk.gen.js';
import type { Project } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { policyQuery } from '../../api/policies.js';
import { today } from '../../format/clock.js';
import { wanOf, yuanOf } from '../../format/wan.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { useLeaders } from '../../ui/use-leaders.js';
import { TeamFields, type Member } from './team-fields.js';

const VISITS = /^([0-9]|[12][0-9]|3[01])$/;
/** As many as a contract takes. */
const MOST_MILESTONES = 50;

interface Milestone {
  readonly name: string;
  readonly dueOn: string;
}

/** 分包: who answers for a project that has nobody, from when, and what is committed: the year, visits, milestones, team. */
export function AssignDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const leaders = useLeaders() ?? [];
  const [words, setWords] = useState({
    leaderId: '',
    from: today() as string,
    yearPlan: project.plannedInvestment === null ? '' : wanOf(project.plannedInvestment),
  });
  const [visitsTyped, setVisitsTyped] = useState<string>();
  const duty = useQuery(policyQuery('visit-duty'));
  // What the district asks of every contract, until something else is written.
  const visits = visitsTyped ?? String(duty.data?.inForce.definition['visitsPerMonth'] ?? '');
  const [milestones, setMilestones] = useState<readonly Milestone[]>([]);
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [faults, setFaults] = useState<Faults>({});
  const written = milestones.filter(({ name, dueOn }) => name.trim() !== '' || dueOn !== '');
  const team = members.filter(({ person, duty }) => person !== null || duty.trim() !== '');
  const send = useMutation({
    mutationFn: () =>
      call(
        assignLeader({
          path: { id: project.id },
          headers: { ...seen(project.version), ...once() },
          body: {
            leaderId: words.leaderId,
            from: words.from,
            yearPlan: yuanOf(words.yearPlan)!,
            visitsPerMonth: Number(visits),
            milestones: [...written],
            members: team.map(({ person, duty }) => ({ personId: person!.id, duty })),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('assign.done'));
      onClose();
    },
    onSettled: () => {
      for (const key of ['project', 'projects', 'leader', 'leaders'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const submit = () => {
    const found: Faults = {
      ...lacking(words, { leaderId: t('assign.leaderNeeded'), from: t('assign.fromNeeded') }),
      ...(words.yearPlan.trim() === '' || yuanOf(words.yearPlan) === undefined
        ? { yearPlan: t('assign.yearPlanWrong') }
        : {}),
      ...(VISITS.test(visits) ? {} : { visitsPerMonth: t('assign.visitsWrong') }),
      ...Object.fromEntries(
        written.flatMap(({ name, dueOn }, index) => [
          ...(name.trim() === '' ? [[`milestones.${index}.name`, t('assign.milestoneNameNeeded')]] : []),
          ...(dueOn === '' ? [[`milestones.${index}.dueOn`, t('assign.milestoneDayNeeded')]] : []),
        ]),
      ),
      ...Object.fromEntries(
        team.flatMap(({ person }, index) =>
          person === null ? [[`members.${index}.personId`, t('assign.memberNeeded')]] : [],
        ),
      ),
    };
    setFaults(found);
    // Rows left empty are none: what the api says of a row is then about the row of that place.
    setMilestones(written);
    setMembers(team);
    send.reset();
    if (none(found)) send.mutate();
  };
  const set = (change: Partial<typeof words>) => setWords({ ...words, ...change });
  const setMilestone = (at: number, change: Partial<Milestone>) =>
    setMilestones(milestones.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <FormDialog
      title={t('assign.title')}
      faults={faults}
      error={send.error}
      onSubmit={submit}
      act={t('assign.do')}
      busy={send.isPending}
      onClose={onClose}
    >
      <p className="muted">{t('assign.what', { project: project.name })}</p>
      <SelectField
        label={t('assign.leader')}
        name="leaderId"
        value={words.leaderId}
        onChange={(leaderId) => set({ leaderId })}
        choices={[{ value: '', label: t('app.choose') }, ...leaders]}
      />
      <TextField
        label={t('assign.from')}
        name="from"
        type="date"
        value={words.from}
        onChange={(from) => set({ from })}
      />
      <TextField
        label={t('assign.yearPlan')}
        name="yearPlan"
        inputMode="decimal"
        value={words.yearPlan}
        onChange={(yearPlan) => set({ yearPlan })}
      />
      <TextField
        label={t('assign.visits')}
        name="visitsPerMonth"
        inputMode="numeric"
        value={visits}
        onChange={setVisitsTyped}
      />
      {milestones.map(({ name, dueOn }, index) => (
        <fieldset key={index} className="choices stack">
          <legend>{t('assign.milestone', { n: index + 1 })}</legend>
          <TextField
            label={t('assign.milestoneName')}
            name={`milestones.${index}.name`}
            maxLength={200}
            value={name}
            onChange={(given) => setMilestone(index, { name: given })}
          />
          <TextField
            label={t('assign.milestoneDay')}
            name={`milestones.${index}.dueOn`}
            type="date"
            value={dueOn}
            onChange={(given) => setMilestone(index, { dueOn: given })}
          />
        </fieldset>
      ))}
      {milestones.length < MOST_MILESTONES && (
        <Button look="plain" onClick={() => setMilestones([...milestones, { name: '', dueOn: '' }])}>
          <Plus aria-hidden size={18} />
          {t('assign.addMilestone')}
        </Button>
      )}
      <TeamFields members={members} onChange={setMembers} />
    </FormDialog>
  );
}
