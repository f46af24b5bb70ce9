import { useQuery } from '@tanstack/react-query';
import { getProject, listUnits } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { mayDo, useSession } from '../api/session.js';
import { nameOf, useWords } from '../i18n/use-words.js';
import { ChoiceFilter, type Narrowing } from './filters.js';
import { useLeaders, useVisitors } from './use-leaders.js';

// Filters whose choices the directory knows. Who may not read it is not offered them.

interface DirectoryFilter<F extends object> {
  readonly label: string;
  readonly of: Narrowing<F>;
  readonly by: keyof F & string;
}

export function UnitFilter<F extends object>({
  kind,
  ...parts
}: DirectoryFilter<F> & { kind: 'office' | 'department' }) {
  const { language } = useWords();
  const session = useSession();
  const units = useQuery({
    queryKey: ['units', kind],
    queryFn: () => call(listUnits({ query: { kind, limit: 100 } })),
    enabled: mayDo(session, 'directory.read'),
    staleTime: 600_000,
  });
  if (!units.data) return null;
  const choices = units.data.items.map((unit) => ({ value: unit.id, label: nameOf(unit, language) }));
  return <ChoiceFilter {...parts} choices={choices} />;
}

export function LeaderFilter<F extends object>(parts: DirectoryFilter<F>) {
  const choices = useLeaders();
  return choices ? <ChoiceFilter {...parts} choices={choices} /> : null;
}

export function VisitorFilter<F extends object>(parts: DirectoryFilter<F>) {
  const choices = useVisitors();
  return choices ? <ChoiceFilter {...parts} choices={choices} /> : null;
}

/** The one project that a list was narrowed to from the project's page, by name, and back to all of them. */
export function ProjectFilter<F extends { readonly projectId?: string }>({ of }: { of: Narrowing<F> }) {
  const { t } = useWords();
  const { projectId } = of.filters;
  const project = useQuery({
    queryKey: ['project', projectId],
    queryFn: () => call(getProject({ path: { id: projectId! } })),
    enabled: projectId !== undefined,
  });
  if (!project.data) return null;
  const { id, name } = project.data;
  return <ChoiceFilter label={t('project.one')} of={of} by="projectId" choices={[{ value: id, label: name }]} />;
}
