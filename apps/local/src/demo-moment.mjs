// DUBAN_NOW: the system runs as if it were that moment, and on from there. Every process of one installation must
// share one offset, so whoever reads DUBAN_NOW first also notes, in DUBAN_NOW_AT, the real instant at which it was so.

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * @param {string} text ISO 8601 with an offset, such as `2023-01-20T10:00:00+08:00`
 * @returns {number | undefined} epoch milliseconds
 */
function parseMoment(text) {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const calendarDay = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  // The 30th of February is a slip of the pen, not the 2nd of March.
  if (!shape.test(text) || calendarDay.toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

/**
 * What the children's environment must hold for the moment asked for; empty when none is.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ DUBAN_NOW?: string, DUBAN_NOW_AT?: string }}
 * @throws {Error} when DUBAN_NOW is no instant, or the environment is production
 */
export function demoMoment(environment) {
  const wanted = environment.DUBAN_NOW;
  if (!wanted) return {};
  if (environment.NODE_ENV === 'production') {
    throw new Error('DUBAN_NOW is refused when NODE_ENV is production: a real system keeps the real time');
  }
  if (parseMoment(wanted) === undefined) {
    throw new Error('DUBAN_NOW must be an instant with its offset, such as 2023-01-20T10:00:00+08:00');
  }
  return { DUBAN_NOW: wanted, DUBAN_NOW_AT: environment.DUBAN_NOW_AT || new Date().toISOString() };
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {number} milliseconds to add to the real time; 0 when no moment is asked for
 */
export function demoOffset(environment) {
  const { DUBAN_NOW, DUBAN_NOW_AT } = demoMoment(environment);
  if (!DUBAN_NOW || !DUBAN_NOW_AT) return 0;
  return (parseMoment(DUBAN_NOW) ?? 0) - Date.parse(DUBAN_NOW_AT);
}
