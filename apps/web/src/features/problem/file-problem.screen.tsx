import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import { fileProblem, listProjects } from '#api-client/sdk.gen.js';
import type { FileProblem } from '#api-client/types.gen.js';
import { call, once } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Choices, SelectField, TextArea, TextField } from '../../ui/field.js';
import { Page } from '../../ui/page.js';
import { categories } from './problem-filters.js';

/** Five taps and a sentence: the project, where it is stuck, what is needed. */
export function FileProblemScreen() {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const asked = useDeferredValue(words.trim());
  const [body, setBody] = useState<FileProblem>({
    projectId: '',
    title: '',
    description: '',
    category: 'utilities',
    severity: 'normal',
  });
  const [missing, setMissing] = useState(false);
  // The same key for the same act, however often it is sent.
  const key = useRef(once());
  const found = useQuery({
    queryKey: ['projects', 'pick', asked],
    queryFn: () => call(listProjects({ query: { ...(asked !== '' && { q: asked }), limit: 20 } })),
    placeholderData: (before) => before,
  });
  const send = useMutation({
    mutationFn: () =>
      call(fileProblem({ body: { ...body, description: body.description || body.title }, headers: key.current })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['problems'] });
      await navigate({ to: '/problems/$id', params: { id } });
    },
    onError: () => {
      key.current = once();
    },
  });
  const set = (change: Partial<FileProblem>) => setBody({ ...body, ...change });
  const projects = found.data?.items ?? [];
  return (
    <Page title={t('problem.file')}>
      <form
        className="form card"
        onSubmit={(event) => {
          event.preventDefault();
          const lacks = body.projectId === '' || body.title.trim() === '';
          setMissing(lacks);
          if (!lacks) send.mutate();
        }}
      >
        <ErrorSummary error={send.error} />
        <TextField
          label={t('problem.findProject')}
          inputMode="search"
          maxLength={100}
          value={words}
          onChange={setWords}
        />
        <SelectField
          label={t('project.one')}
          value={body.projectId}
          error={missing && body.projectId === '' ? t('app.needed') : undefined}
          onChange={(projectId) => set({ projectId })}
          choices={[
            { value: '', label: t('problem.pickProject') },
            ...projects.map(({ id, name, code }) => ({ value: id, label: `${name}（${code}）` })),
          ]}
        />
        <Choices
          label={t('problem.stuckWhere')}
          value={body.category}
          onChange={(category) => set({ category: category as FileProblem['category'] })}
          choices={categories.map((value) => ({ value, label: t(`problem.category.${value}`) }))}
        />
        <TextField
          label={t('problem.needs')}
          hint={t('problem.needsHint')}
          maxLength={200}
          value={body.title}
          error={missing && body.title.trim() === '' ? t('app.needed') : undefined}
          onChange={(title) => set({ title })}
        />
        <TextArea
          label={t('problem.more')}
          maxLength={4000}
          value={body.description}
          onChange={(description) => set({ description })}
        />
        <Choices
          label={t('problem.howUrgent')}
          value={body.severity ?? 'normal'}
          onChange={(severity) => set({ severity: severity as 'normal' | 'urgent' })}
          choices={[
            { value: 'normal', label: t('problem.normal') },
            { value: 'urgent', label: t('problem.urgent') },
          ]}
        />
        <button type="submit" className="button wide" disabled={send.isPending}>
          {send.isPending ? t('app.sending') : t('problem.file')}
        </button>
      </form>
    </Page>
  );
}
