import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier, SupportStatement } from '@mdn/browser-compat-data/types';

const known = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

/** The oldest browsers that people here have: the machines in offices, the phones of leaders. */
export const oldestBrowsers = {
  'Chrome 99': ['chrome', 99],
  'Safari 15.4': ['safari_ios', 15.4],
} as const;
export type OldestBrowser = keyof typeof oldestBrowsers;

/**
 * A script that takes out of a page whatever came after this browser, as MDN's table of compatibility tells it: a screen
 * that relies on it fails here as it would there. What the language's grammar or a stylesheet knows stays: the build
 * lowers both to these browsers.
 */
export function forgetting(oldest: OldestBrowser): string {
  const [browser, version] = oldestBrowsers[oldest];
  const later = ({ support }: CompatStatement): boolean => !isIn(support[browser], version);
  const owners: Record<string, Identifier> = { ...known.javascript!.builtins, ...known.api };
  const gone: string[] = [];
  for (const [owner, { __compat: itself, ...members }] of Object.entries(owners)) {
    if (itself && later(itself)) gone.push(owner);
    else
      for (const [member, { __compat: its }] of Object.entries(members as Record<string, Identifier>))
        if (its && later(its) && member !== owner) gone.push(`${owner}.${member}`);
  }
  return `(${forget.toString()})(globalThis, ${JSON.stringify(gone)})`;
}

/** Also in part: what is there in part is not taken away whole. */
function isIn(support: SupportStatement | undefined, version: number): boolean {
  return [support ?? []]
    .flat()
    .some(({ version_added: added, version_removed: removed, flags, prefix, alternative_name: otherwise }) => {
      if (flags || prefix || otherwise || removed || typeof added !== 'string') return false;
      return Number.parseFloat(added.replace('≤', '')) <= version;
    });
}

/** Runs in the page. A name is `Owner`, `Owner.member` of what it makes or of itself, or `Owner.member_static`. */
function forget(page: Record<string, { prototype?: object }>, names: readonly string[]): void {
  for (const name of names) {
    const [owner, listed] = name.split('.') as [string, string?];
    const member = listed?.replace(/_static$/, '');
    if (member === undefined) Reflect.deleteProperty(page, owner);
    else if (owner === 'Window') Reflect.deleteProperty(page, member);
    else if (page[owner]) {
      const { prototype: made } = page[owner];
      Reflect.deleteProperty(member === listed && made && Object.hasOwn(made, member) ? made : page[owner], member);
    }
  }
}
