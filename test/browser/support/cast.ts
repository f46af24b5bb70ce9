import { signIn, type Json } from '../../support/http-client.js';
import type { RunningSystem } from '../../support/running-system.js';
import { bodyOf } from '../../support/story.js';

/** A project of the demo whose enterprise, office, lead department and leader can all sign in; each by their number. */
export interface Cast {
  readonly project: { readonly id: string; readonly name: string; readonly code: string };
  readonly officeId: string;
  readonly enterprise: number;
  readonly office: number;
  readonly department: number;
  readonly leader: number;
}

export async function castOf(system: RunningSystem): Promise<Cast> {
  const client = async (role: string, index = 0) => {
    const { username, password } = system.account(role, index);
    return signIn(system.url, username, password);
  };
  const coordinator = await client('coordinator');
  const units = await Promise.all(
    ['office', 'department'].map((kind) => bodyOf(coordinator.get(`/api/v1/units?kind=${kind}&limit=100`))),
  );
  const codes = new Map<string, string>(units.flatMap(({ items }) => items.map(({ id, code }: Json) => [id, code])));
  const among = (role: string) => system.accounts.filter((account) => account.role === role);
  for (const enterprise of among('enterprise').keys()) {
    const { items } = await bodyOf((await client('enterprise', enterprise)).get('/api/v1/projects?limit=100'));
    for (const project of items) {
      const ofUnit = (role: string, unit: Json, prefix: string) =>
        among(role).findIndex(({ username }) => username === codes.get(unit?.id)?.replace(`${role}-`, `${prefix}-`));
      const found = {
        project,
        officeId: project.office.id as string,
        enterprise,
        office: ofUnit('office', project.office, 'office'),
        department: ofUnit('department', project.leadDepartment, 'dept'),
        leader: among('leader').findIndex(({ name }) => name === project.leader?.name),
      };
      if (Math.min(found.office, found.department, found.leader) >= 0) return found;
    }
  }
  throw new Error('the demo has no project whose parties can all sign in');
}
