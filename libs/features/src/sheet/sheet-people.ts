import type { CalledPerson } from '#features/project/index.js';
import type { CellFault } from './sheet-cells.js';

/** `姓名（用户名）`, as somebody is named who shares a name with another. */
const NAME_AND_USERNAME = /^([^（(]+)[（(]([^（()）]+)[）)]$/;

function partsOf(words: string): { name: string; username: string } | undefined {
  const [, name, username] = NAME_AND_USERNAME.exec(words) ?? [];
  return name === undefined ? undefined : { name: name.trim(), username: username!.trim() };
}

/** By which names and usernames the persons of these cells may be asked for. */
export function callingsIn(cells: readonly string[]): string[] {
  return cells.flatMap((words) => [words, ...Object.values(partsOf(words) ?? {})]);
}

/** Whom cells mean: a name, a username, or both. */
export class PeopleInSheet {
  private readonly byName: ReadonlyMap<string, CalledPerson[]>;

  constructor(private readonly people: readonly CalledPerson[]) {
    const byName = new Map<string, CalledPerson[]>();
    for (const person of people) byName.set(person.name, [...(byName.get(person.name) ?? []), person]);
    this.byName = byName;
  }

  /** The one leader whom the words mean, or what is wrong with them. */
  leader(words: string): { person: CalledPerson } | { fault: CellFault } {
    const found = this.called(words);
    const leaders = found.filter(({ isLeader }) => isLeader);
    return found.length > 0 && leaders.length === 0
      ? { fault: { code: 'not_a_leader', args: { name: words } } }
      : onlyOne(words, leaders);
  }

  /** The one person whom the words mean, or what is wrong with them. */
  anyone(words: string): { person: CalledPerson } | { fault: CellFault } {
    return onlyOne(words, this.called(words));
  }

  private called(words: string): readonly CalledPerson[] {
    const parts = partsOf(words);
    if (parts) return (this.byName.get(parts.name) ?? []).filter(({ username }) => username === parts.username);
    return this.byName.get(words) ?? this.people.filter(({ username }) => username === words);
  }
}

function onlyOne(words: string, found: readonly CalledPerson[]): { person: CalledPerson } | { fault: CellFault } {
  const [person, another] = found;
  if (!person) return { fault: { code: 'unknown_person', args: { name: words } } };
  if (!another) return { person };
  const choices = found.map(({ name, username }) => `${name}（${username}）`).join('、');
  return { fault: { code: 'shared_name', args: { name: words, choices } } };
}
