import {
  dateOf,
  formatInstant,
  parseInstant,
  parsePlainDate,
  weekdayOf,
  type PlainDate,
} from '#domain/calendar/index.js';

export type Language = 'zh' | 'en';

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2023年1月30日（周一）` or `Mon 30 Jan 2023`; text that is no day is given back as it is. */
export function dayWords(text: string, language: Language): string {
  const date = parsePlainDate(text);
  return date === undefined ? text : wordsOf(date, language);
}

/** `2023年1月30日（周一）18:00` or `Mon 30 Jan 2023, 18:00`, in the district's time; other text as it is. */
export function momentWords(text: string, language: Language): string {
  const instant = parseInstant(text);
  if (instant === undefined) return text;
  const date = dateOf(instant);
  const time = formatInstant(instant).slice(11, 16);
  return `${wordsOf(date, language)}${language === 'zh' ? '' : ', '}${time}`;
}

function wordsOf(date: PlainDate, language: Language): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const weekday = weekdays[language][weekdayOf(date) - 1]!;
  return language === 'zh'
    ? `${year}年${month}月${day}日（${weekday}）`
    : `${weekday} ${day} ${months[month - 1]} ${year}`;
}
