import { exitCodeOf, type Finding } from './finding.js';
import { checkName, wordsOf, type Language } from './doctor-words.js';

const marks = { ok: '✓', warn: '!', fail: '✗' } as const;
const ends = {
  zh: ['一切正常。', '有 {warn} 处需要留意。', '有 {fail} 处故障，{warn} 处需要留意。'],
  en: ['All is well.', '{warn} to look at.', '{fail} broken, {warn} to look at.'],
} as const;

/** The findings as lines for a terminal: what was found, and under it what to do. */
export function inLines(findings: readonly Finding[], language: Language): string[] {
  const lines = findings.flatMap((finding) => {
    const { says, todo } = wordsOf(finding, language);
    const colon = language === 'zh' ? '：' : ': ';
    const line = `${marks[finding.level]} ${checkName(finding.check, language)}${colon}${says}`;
    return todo === '' ? [line] : [line, `    → ${todo}`];
  });
  const count = (level: Finding['level']) => findings.filter((each) => each.level === level).length;
  const end = ends[language][exitCodeOf(findings)];
  return [...lines, '', end.replace('{warn}', String(count('warn'))).replace('{fail}', String(count('fail')))];
}

/** The findings for a machine: stable codes, with the words in both languages. */
export function inJson(findings: readonly Finding[]): string {
  const told = findings.map((finding) => ({ ...finding, zh: wordsOf(finding, 'zh'), en: wordsOf(finding, 'en') }));
  return JSON.stringify({ exitCode: exitCodeOf(findings), findings: told }, null, 2);
}
