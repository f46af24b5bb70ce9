import type { DatabaseReport } from '#db/inspection.js';
import type { Instant } from '#domain/calendar/index.js';
import type { RedisReport } from '#jobs/index.js';
import type { Check, Finding, Level } from './finding.js';
import type { DistrictObservation, Observations } from './observations.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const GIB = 2 ** 30;

/** From which lateness on something wants attention, and from which it is broken. Milliseconds. */
export const limits = {
  skew: { warn: 2 * SECOND, fail: 30 * SECOND },
  timer: { warn: MINUTE, fail: 5 * MINUTE },
  promise: { warn: MINUTE, fail: 10 * MINUTE },
  delivery: { warn: 0, fail: 12 * HOUR },
  period: { warn: 10 * MINUTE, fail: 12 * HOUR },
} as const;

/** What follows from what was observed, in the order of `checks`: for each check at least one finding. Pure. */
export function diagnose(seen: Observations): Finding[] {
  return [
    ...settings(seen),
    ...database(seen.database),
    ...redis(seen.redis),
    ...clocks(seen),
    ...programs(seen.programs),
    ...eachDistrict(seen),
    ...mail(seen.mail),
    ...disks(seen),
  ];
}

function finding(check: Check, level: Level, code: string, args: Finding['args'] = {}): Finding {
  return { check, level, code, args };
}

function settings({ wrongSettings }: Observations): Finding[] {
  return wrongSettings.length === 0
    ? [finding('settings', 'ok', 'fine')]
    : [finding('settings', 'fail', 'wrong', { keys: wrongSettings.join(', ') })];
}

function database(report: Observations['database']): Finding[] {
  if ('away' in report) return [finding('database', 'fail', 'away', { error: report.away })];
  const { version, major, connections, maxConnections } = report;
  const full = connections > maxConnections * 0.85;
  return [
    major < 15
      ? finding('database', 'fail', 'tooOld', { version })
      : full
        ? finding('database', 'warn', 'crowded', { connections, maxConnections })
        : finding('database', 'ok', 'fine', { version, mib: Math.round(report.bytes / 2 ** 20) }),
    ...search(report),
    ...migrations(report),
    ...wall(report),
  ];
}

function search({ chineseTrigrams, encoding, ctype }: DatabaseReport): Finding[] {
  if (chineseTrigrams < 0) return [finding('search', 'fail', 'noExtension')];
  if (chineseTrigrams === 0 || encoding !== 'UTF8') return [finding('search', 'fail', 'blind', { encoding, ctype })];
  return [finding('search', 'ok', 'fine', { encoding, ctype })];
}

function migrations({ missingMigrations }: DatabaseReport): Finding[] {
  if (missingMigrations === null) return [finding('migrations', 'fail', 'never')];
  if (missingMigrations.length === 0) return [finding('migrations', 'ok', 'fine')];
  return [finding('migrations', 'fail', 'missing', { names: missingMigrations.join(', ') })];
}

function wall({ wall: faults, rewritable, role }: DatabaseReport): Finding[] {
  const found: Finding[] = [];
  if (faults.length > 0)
    found.push(
      finding('wall', 'fail', 'breached', {
        tables: faults.map(({ table, breach }) => `${table} (${breach})`).join(', '),
      }),
    );
  if (rewritable.length > 0) found.push(finding('wall', 'fail', 'rewritable', { tables: rewritable.join(', ') }));
  if (role.length > 0) found.push(finding('wall', 'fail', 'role', { has: role.join(', ') }));
  return found.length > 0 ? found : [finding('wall', 'ok', 'fine')];
}

function redis(report: Observations['redis']): Finding[] {
  if (report === 'notUsed') return [finding('redis', 'ok', 'notUsed')];
  if (report === 'notSet') return [finding('redis', 'fail', 'notSet')];
  if ('away' in report) return [finding('redis', 'fail', 'away', { error: report.away })];
  const found = redisFaults(report);
  const { server, version, queued } = report;
  return found.length > 0
    ? found
    : [finding('redis', 'ok', 'fine', { server, version, work: queued.work, alarms: queued.alarms })];
}

function redisFaults({ version, policy, appendOnly, writesHold, usedBytes, limitBytes }: RedisReport): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const found: Finding[] = [];
  if (major < 6 || (major === 6 && minor < 2)) found.push(finding('redis', 'fail', 'tooOld', { version }));
  if (policy !== 'noeviction') found.push(finding('redis', 'fail', 'evicts', { policy }));
  if (!writesHold) found.push(finding('redis', 'fail', 'cannotWrite'));
  if (!appendOnly) found.push(finding('redis', 'warn', 'forgetful'));
  const used = limitBytes > 0 ? usedBytes / limitBytes : 0;
  if (used > 0.8)
    found.push(finding('redis', used > 0.95 ? 'fail' : 'warn', 'full', { percent: Math.round(used * 100) }));
  return found;
}

function clocks({ database: db, redis: rd }: Observations): Finding[] {
  const seen = [
    ...('away' in db ? [] : [{ whose: 'Postgres', aheadMs: db.aheadMs }]),
    ...(typeof rd === 'string' || 'away' in rd ? [] : [{ whose: 'Redis', aheadMs: rd.aheadMs }]),
  ];
  if (seen.length === 0) return [];
  const wrong = seen.filter(({ aheadMs }) => Math.abs(aheadMs) > limits.skew.warn);
  if (wrong.length === 0) {
    const most = seen.reduce((sofar, { aheadMs }) => Math.max(sofar, Math.abs(aheadMs)), 0);
    return [finding('clocks', 'ok', 'fine', { ms: Math.round(most) })];
  }
  return wrong.map(({ whose, aheadMs }) =>
    finding('clocks', Math.abs(aheadMs) > limits.skew.fail ? 'fail' : 'warn', aheadMs > 0 ? 'ahead' : 'behind', {
      whose,
      seconds: Math.round(Math.abs(aheadMs) / SECOND),
    }),
  );
}

function programs(running: Observations['programs']): Finding[] {
  if (running === null) return [];
  const missing = ['duban-worker', 'duban-api'].filter((name) => !running.has(name));
  if (missing.length === 0) return [finding('programs', 'ok', 'fine')];
  return missing.map((name) =>
    name === 'duban-worker' ? finding('programs', 'fail', 'noWorker') : finding('programs', 'warn', 'noApi'),
  );
}

function eachDistrict({ districts, districtsFault }: Observations): Finding[] {
  if (districts === null)
    return districtsFault === null ? [] : [finding('timers', 'fail', 'unseen', { error: districtsFault })];
  if (districts.length === 0) return [finding('settings', 'warn', 'noDistrict')];
  const per = [timers, promises, deliveries, periods, audit];
  return per.flatMap((check) => districts.flatMap(check));
}

function lateness(since: Instant | null, now: Instant, limit: { warn: number; fail: number }): Level {
  const late = since === null ? -1 : now - since;
  if (late > limit.fail) return 'fail';
  return late > limit.warn ? 'warn' : 'ok';
}

const minutesSince = (since: Instant | null, now: Instant) => (since === null ? 0 : Math.round((now - since) / MINUTE));

function timers({ code: district, now, work: { timers: t } }: DistrictObservation): Finding[] {
  const level = lateness(t.overdueSince, now, limits.timer);
  const minutes = minutesSince(t.overdueSince, now);
  const found: Finding[] = [];
  if (level !== 'ok') found.push(finding('timers', level, 'overdue', { district, count: t.overdue, minutes }));
  if (t.parked > 0) found.push(finding('timers', 'warn', 'parked', { district, count: t.parked }));
  return found.length > 0 ? found : [finding('timers', 'ok', 'fine', { district, pending: t.pending })];
}

function promises({ code: district, now, work: { promises: p } }: DistrictObservation): Finding[] {
  const level = lateness(p.oldestSince, now, limits.promise);
  const minutes = minutesSince(p.oldestSince, now);
  const found: Finding[] = [];
  if (level !== 'ok') found.push(finding('promises', level, 'waiting', { district, count: p.waiting, minutes }));
  if (p.unheard > 0) found.push(finding('promises', 'warn', 'unheard', { district, count: p.unheard }));
  if (p.dead > 0) found.push(finding('promises', 'warn', 'dead', { district, count: p.dead }));
  return found.length > 0
    ? found
    : [finding('promises', 'ok', 'fine', { district, waiting: p.waiting, failing: p.failing })];
}

function deliveries({ code: district, now, deliveries: d }: DistrictObservation): Finding[] {
  const level = lateness(d.stuckSince, now, limits.delivery);
  const minutes = minutesSince(d.stuckSince, now);
  const found: Finding[] = [];
  if (d.stuck > 0)
    found.push(
      finding('deliveries', level === 'fail' ? 'fail' : 'warn', 'stuck', { district, count: d.stuck, minutes }),
    );
  if (d.failed > 0) found.push(finding('deliveries', 'warn', 'failed', { district, count: d.failed }));
  return found.length > 0 ? found : [finding('deliveries', 'ok', 'fine', { district })];
}

function periods({ code: district, now, periods: all }: DistrictObservation): Finding[] {
  const late = all.flatMap(({ job, behind, dueSince, cause }) => {
    const level = lateness(dueSince, now, limits.period);
    if (level === 'ok') return [];
    const args = { district, job, behind, minutes: minutesSince(dueSince, now) };
    return [
      cause === null
        ? finding('periods', level, 'behind', args)
        : finding('periods', level, 'failing', { ...args, error: cause.original ?? '' }),
    ];
  });
  return late.length > 0 ? late : [finding('periods', 'ok', 'fine', { district, count: all.length })];
}

function audit({ code: district, chain }: DistrictObservation): Finding[] {
  const { broken, entries, end } = chain;
  if (broken) return [finding('audit', 'fail', broken.reason, { district, seq: broken.seq, entries })];
  return [finding('audit', 'ok', 'fine', { district, entries, hash: end.hash.slice(0, 16) })];
}

function mail(fault: Observations['mail']): Finding[] {
  if (fault === null) return [finding('mail', 'ok', 'fine')];
  return [fault === 'notSet' ? finding('mail', 'warn', 'notSet') : finding('mail', 'fail', 'away', { error: fault })];
}

function disks({ disks: all }: Observations): Finding[] {
  const found = all.flatMap(({ path, freeBytes, totalBytes, fault }): Finding[] => {
    if (fault !== null) return [finding('disk', 'fail', 'notWritable', { path, error: fault })];
    const gib = Math.round((freeBytes / GIB) * 10) / 10;
    const share = freeBytes / totalBytes;
    if (share < 0.02 || freeBytes < GIB / 5) return [finding('disk', 'fail', 'full', { path, gib })];
    return share < 0.1 || freeBytes < GIB ? [finding('disk', 'warn', 'full', { path, gib })] : [];
  });
  if (found.length > 0) return found;
  const least = Math.min(...all.map(({ freeBytes }) => freeBytes / GIB));
  return [finding('disk', 'ok', 'fine', { gib: all.length === 0 ? 0 : Math.floor(least) })];
}
