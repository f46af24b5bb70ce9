import type { Bilingual } from '#domain/guarantee/index.js';

const words: Readonly<Record<string, Readonly<Record<string, readonly [zh: string, en: string]>>>> = {
  level: { province: ['省级', 'Province'], city: ['市级', 'City'], district: ['区级', 'District'] },
  field: {
    innovation: ['创新能力提升', 'Innovation capacity'],
    infrastructure: ['基础设施建设', 'Infrastructure'],
    industry: ['产业转型发展', 'Industrial transformation'],
    green: ['绿色低碳转型', 'Green and low-carbon'],
    livelihood: ['民生社会事业', 'Livelihood and social services'],
  },
  platform: {
    shangCapital: ['商代王城遗址文化片区', 'Shang capital site'],
    jindai: ['金岱科创城', 'Jindai science city'],
    xiaolizhuang: ['小李庄火车站', 'Xiaolizhuang station'],
  },
  series: {
    construction: ['项目建设', 'Project construction'],
    investment: ['招商引资', 'Investment promotion'],
    urban: ['城建交通工程', 'Urban construction and transport'],
    livelihood: ['重点民生工程', 'Key livelihood projects'],
  },
};

/** What a word of the ledger is called. */
export function wordsOf(by: string, key: string): Bilingual {
  const [zh, en] = words[by]?.[key] ?? [key, key];
  return { zh, en };
}

/** What the row of those is called that have none. */
export const nameOfNone: Readonly<Record<string, Bilingual>> = {
  platform: { zh: '不在三大板块', en: 'On none of the three platforms' },
  leader: { zh: '未分包', en: 'No assigned leader' },
};

/** The order in which ledger words are listed; others go by name. */
export const orderOf = (by: string): readonly string[] => Object.keys(words[by] ?? {});
