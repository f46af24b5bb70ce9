import { moneyInEnglish, moneyWords } from '../guarantee/index.js';
import type { ReasonCode, Standing, StandingReason } from './types.js';

type Args = StandingReason['args'];
interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

const number = (args: Args, name: string): number => Number(args[name] ?? 0);
const text = (args: Args, name: string): string => String(args[name] ?? '');
const yuan = (args: Args, name: string, language: 'zh' | 'en'): string => {
  const amount = number(args, name);
  return language === 'zh' ? moneyWords(amount) : moneyInEnglish(amount);
};
const some = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A day or a month, `2023-03-27` or `2023-03`, as people write it. */
const day = (args: Args, name: string): Bilingual => {
  const [year = '', month = '', dayOfMonth] = text(args, name).split('-');
  const named = monthNames[Number(month) - 1] ?? '';
  return dayOfMonth === undefined
    ? { zh: `${year}年${Number(month)}月`, en: `${named} ${year}` }
    : { zh: `${year}年${Number(month)}月${Number(dayOfMonth)}日`, en: `${Number(dayOfMonth)} ${named} ${year}` };
};

const words: Readonly<Record<ReasonCode, (args: Args) => Bilingual>> = {
  milestoneReached: (a) => ({
    zh: `${day(a, 'on').zh}已达成（承诺${day(a, 'promised').zh}）`,
    en: `Reached on ${day(a, 'on').en}, promised for ${day(a, 'promised').en}`,
  }),
  milestoneReachedLate: (a) => ({
    zh: `${day(a, 'on').zh}达成，比承诺的${day(a, 'promised').zh}晚${number(a, 'days')}天`,
    en: `Reached on ${day(a, 'on').en}, ${some(number(a, 'days'), 'day')} after ${day(a, 'promised').en}`,
  }),
  milestoneOverdue: (a) => ({
    zh: `承诺${day(a, 'promised').zh}达成，已过${number(a, 'days')}天`,
    en: `Promised for ${day(a, 'promised').en}, ${some(number(a, 'days'), 'day')} ago`,
  }),
  milestoneDueSoon: (a) => ({
    zh:
      number(a, 'workdays') === 0
        ? `承诺今天前后（${day(a, 'promised').zh}）达成`
        : `距承诺的${day(a, 'promised').zh}还有${number(a, 'workdays')}个工作日`,
    en: `${some(number(a, 'workdays'), 'workday')} left until ${day(a, 'promised').en}`,
  }),
  milestoneAhead: (a) => ({ zh: `承诺${day(a, 'promised').zh}达成`, en: `Promised for ${day(a, 'promised').en}` }),
  visitsEnough: (a) => ({
    zh: `${day(a, 'month').zh}应走访${number(a, 'asked')}次，已走访${number(a, 'visited')}次`,
    en: `${day(a, 'month').en}: ${number(a, 'visited')} of ${some(number(a, 'asked'), 'visit')}`,
  }),
  visitsOnCourse: (a) => ({
    zh: `${day(a, 'month').zh}应走访${number(a, 'asked')}次，已走访${number(a, 'visited')}次，还有${number(a, 'left')}个工作日`,
    en: `${day(a, 'month').en}: ${number(a, 'visited')} of ${some(number(a, 'asked'), 'visit')}, ${some(number(a, 'left'), 'workday')} left`,
  }),
  visitsFewDaysLeft: (a) => ({
    zh: `${day(a, 'month').zh}应走访${number(a, 'asked')}次，已走访${number(a, 'visited')}次，只剩${number(a, 'left')}个工作日`,
    en: `${day(a, 'month').en}: ${number(a, 'visited')} of ${some(number(a, 'asked'), 'visit')}, only ${some(number(a, 'left'), 'workday')} left`,
  }),
  visitsMissed: (a) => ({
    zh: `${day(a, 'month').zh}应走访${number(a, 'asked')}次，走访了${number(a, 'visited')}次`,
    en: `${day(a, 'month').en}: ${number(a, 'visited')} of ${some(number(a, 'asked'), 'visit')} made`,
  }),
  visitsMissedLastMonth: (a) => ({
    zh: `上月（${day(a, 'month').zh}）应走访${number(a, 'asked')}次，走访了${number(a, 'visited')}次`,
    en: `Last month (${day(a, 'month').en}): ${number(a, 'visited')} of ${some(number(a, 'asked'), 'visit')} made`,
  }),
  visitsNoneAsked: () => ({ zh: '本月按在岗工作日折算，不要求走访', en: 'No visit is asked this month' }),
  planKept: (a) => ({
    zh: `已完成${yuan(a, 'actual', 'zh')}，序时应完成${yuan(a, 'planToDate', 'zh')}，全年承诺${yuan(a, 'committed', 'zh')}`,
    en: `${yuan(a, 'actual', 'en')} done, ${yuan(a, 'planToDate', 'en')} due by now, ${yuan(a, 'committed', 'en')} committed for the year`,
  }),
  planBehind: (a) => ({
    zh: `已完成${yuan(a, 'actual', 'zh')}，为序时${yuan(a, 'planToDate', 'zh')}的${number(a, 'percent')}%`,
    en: `${yuan(a, 'actual', 'en')} done, ${number(a, 'percent')}% of the ${yuan(a, 'planToDate', 'en')} due by now`,
  }),
  planNotReported: (a) => ({
    zh: `尚无报数，序时应完成${yuan(a, 'planToDate', 'zh')}`,
    en: `Nothing is reported yet; ${yuan(a, 'planToDate', 'en')} are due by now`,
  }),
  planMissed: (a) => ({
    zh: `全年完成${yuan(a, 'actual', 'zh')}，承诺${yuan(a, 'committed', 'zh')}`,
    en: `${yuan(a, 'actual', 'en')} of the ${yuan(a, 'committed', 'en')} committed were done`,
  }),
  planNotDue: () => ({ zh: '尚无到期的计划', en: 'Nothing is due yet' }),
  teamThere: (a) => ({
    zh: `服务专班${number(a, 'members')}人在岗`,
    en: `All ${number(a, 'members')} of the service team are there`,
  }),
  teamLeft: (a) => ({
    zh: `服务专班${number(a, 'members')}人中有${number(a, 'left')}人已离岗，请补充`,
    en: `${number(a, 'left')} of ${number(a, 'members')} in the service team have left`,
  }),
};

/** Why a commitment stands as it does, in words. */
export const commitmentWords = ({ code, args }: StandingReason): Bilingual => words[code](args);

export const standingWords: Readonly<Record<Standing, Bilingual>> = {
  kept: { zh: '兑现', en: 'kept' },
  atRisk: { zh: '有风险', en: 'at risk' },
  broken: { zh: '未兑现', en: 'broken' },
};
