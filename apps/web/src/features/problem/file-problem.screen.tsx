import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import { fileProblem, getProject, listProjects } from '#api-client/sdk.gen.js';
import type { FileProblem } from '#api-client/types.gen.js';
import { call, once } from '../../api/call.js';
import { firstSentence } from '../../format/sentences.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Choices, TextArea } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { Page } from '../../ui/page.js';
import { PickOne, type Option } from '../../ui/pick-one.js';
import { toast } from '../../ui/toast.js';
import { categories } from './problem-filters.js';

/** Five taps and a sentence: the project, where it is stuck, what is needed. */
export function FileProblemScreen() {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const asked = useSearch({ from: '/within/problems/new' }).projectId;
  const [category, setCategory] = useState('');
  const [said, setSaid] = useState('');
  const [severity, setSeverity] = useState<'normal' | 'urgent'>('normal');
  const [faults, setFaults] = useState<Faults>({});
  const { project, picker } = useProjectPicker(asked);
  // The same key for the same act, however often it is sent.
  const key = useRef(once());
  const send = useMutation({
    mutationFn: () => {
      const body: FileProblem = {
        projectId: project!.id,
        title: firstSentence(said),
        description: said.trim(),
        category: category as FileProblem['category'],
        severity,
      };
      return call(fileProblem({ body, headers: key.current }));
    },
    onSuccess: async ({ id, number }) => {
      await client.invalidateQueries({ queryKey: ['problems'] });
      toast(t('problem.filed', { number }));
      await navigate({ to: '/problems/$id', params: { id }, replace: true });
    },
    onError: () => {
      key.current = once();
    },
  });
  const submit = () => {
    const found = lacking(
      { project: project?.id ?? '', category, said },
      { project: t('problem.projectNeeded'), category: t('problem.categoryNeeded'), said: t('problem.saidNeeded') },
    );
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <Page title={t('problem.file')} back="/problems">
      <Form faults={faults} error={send.error} onSubmit={submit}>
        <PickOne label={t('project.one')} name="project" {...picker} />
        <Choices
          label={t('problem.stuckWhere')}
          name="category"
          value={category}
          onChange={setCategory}
          choices={categories.map((value) => ({ value, label: t(`problem.category.${value}`) }))}
        />
        <TextArea
          label={t('problem.needs')}
          name="said"
          hint={t('problem.needsHint')}
          placeholder={t('problem.needsExample')}
          rows={4}
          maxLength={4000}
          value={said}
          onChange={setSaid}
        />
        <Choices
          label={t('problem.howUrgent')}
          value={severity}
          onChange={(value) => setSeverity(value === 'urgent' ? 'urgent' : 'normal')}
          choices={[
            { value: 'normal', label: t('problem.normal') },
            { value: 'urgent', label: t('problem.urgent') },
          ]}
        />
        <div className="form-bar">
          <Button type="submit" wide busy={send.isPending}>
            {t('problem.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}

/** The project somebody came from, the only one they have, or one found by typing. */
function useProjectPicker(asked: string | undefined) {
  const { language } = useWords();
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<Option | null | undefined>(undefined);
  const query = useDeferredValue(words.trim());
  const found = useQuery({
    queryKey: ['projects', 'pick', query],
    queryFn: () => call(listProjects({ query: { ...(query !== '' && { q: query }), limit: 20 } })),
    placeholderData: (before) => before,
  });
  const came = useQuery({
    queryKey: ['project', asked],
    queryFn: () => call(getProject({ path: { id: asked! } })),
    enabled: asked !== undefined,
  });
  const options = (found.data?.items ?? []).map(({ id, name, code, office }) => ({
    id,
    name,
    note: `${code} · ${nameOf(office, language)}`,
  }));
  const only = query === '' && !found.isPlaceholderData && options.length === 1 ? options[0] : undefined;
  const project = picked === undefined ? (came.data ?? only ?? null) : picked;
  return { project, picker: { options, chosen: project, onSearch: setWords, onPick: setPicked } };
}
