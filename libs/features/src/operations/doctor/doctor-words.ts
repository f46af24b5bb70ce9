import type { Finding } from './finding.js';

export type Language = 'zh' | 'en';

interface Words {
  readonly says: string;
  /** What to do; empty when there is nothing to do. */
  readonly todo: string;
}

type Pair = readonly [says: string, todo?: string];
type Entry = { readonly zh: Pair; readonly en: Pair };

const seeLetters = {
  zh: '打开 系统运行 → 死信，逐条看原因：重新入队或写明理由放弃',
  en: 'Open Operations → dead letters and read the reasons: send again, or dismiss with a reason',
};
const seeWorkerLog = {
  zh: '看 worker 日志；确认 worker 在运行，必要时重启',
  en: "Read the worker's log; make sure a worker runs, restart it if need be",
};
const tampered = {
  zh: '立即封存数据库与备份，通知审计管理员，与异地保存的末尾哈希比对',
  en: 'Seal the database and its backups at once, tell the audit administrator, compare with the hash kept elsewhere',
};

/** By `check.code`. `{name}` is filled from the finding's args. */
export const doctorWords: Readonly<Record<string, Entry>> = {
  'settings.fine': { zh: ['配置齐全'], en: ['Settings are in order'] },
  'settings.wrong': {
    zh: ['配置有误或缺失：{keys}', '按 README 的变量表更正这些环境变量，再启动'],
    en: [
      'Wrong or missing settings: {keys}',
      'Correct these environment variables (table in the README) and start again',
    ],
  },
  'settings.noDistrict': {
    zh: ['数据库里还没有任何区', '先播种或登记一个区'],
    en: ['There is no district in this database yet', 'Seed or register one first'],
  },
  'database.fine': { zh: ['PostgreSQL {version}，{mib} MiB'], en: ['PostgreSQL {version}, {mib} MiB'] },
  'database.away': {
    zh: ['连不上数据库：{error}', '确认数据库在运行、DATABASE_URL 的主机端口和口令正确、防火墙放行'],
    en: ['The database does not answer: {error}', 'Check that it runs, that DATABASE_URL is right, and the firewall'],
  },
  'database.tooOld': {
    zh: ['PostgreSQL {version} 过旧', '升级到 15 或更高版本'],
    en: ['PostgreSQL {version} is too old', 'Upgrade to 15 or later'],
  },
  'database.crowded': {
    zh: ['连接将满：{connections} / {maxConnections}', '调大 max_connections，或调小各进程的 DATABASE_POOL'],
    en: ['Connections run short: {connections} of {maxConnections}', 'Raise max_connections, or lower DATABASE_POOL'],
  },
  'search.fine': {
    zh: ['中文检索可用（{encoding}，{ctype}）'],
    en: ['Chinese text is searchable ({encoding}, {ctype})'],
  },
  'search.noExtension': {
    zh: ['缺少 pg_trgm 扩展', '以属主登录执行 create extension pg_trgm，或重新运行迁移'],
    en: ['The extension pg_trgm is missing', 'As the owner: create extension pg_trgm, or migrate again'],
  },
  'search.blind': {
    zh: [
      '数据库看不见汉字（{encoding}，{ctype}），搜索会什么也找不到',
      '导出后以 UTF8、lc_ctype C.UTF-8 重建数据库再导入',
    ],
    en: [
      'The database sees no letters in Chinese ({encoding}, {ctype}): searches find nothing',
      'Dump it and restore into a database created with UTF8 and lc_ctype C.UTF-8',
    ],
  },
  'migrations.fine': {
    zh: ['表结构与本版本一致（逐条哈希核对）'],
    en: ['The schema is that of this release (every hash compared)'],
  },
  'migrations.never': {
    zh: ['数据库从未迁移，或迁移记录读不到', '运行 node dist/libs/db/src/migrate-main.js'],
    en: ['The database was never migrated, or its record cannot be read', 'Run node dist/libs/db/src/migrate-main.js'],
  },
  'migrations.missing': {
    zh: [
      '缺少迁移，或迁移文件事后被改：{names}',
      '先备份，再运行 node dist/libs/db/src/migrate-main.js；若仍报同样的名字，说明库与程序不是同一来源',
    ],
    en: [
      'Migrations missing, or changed after they were applied: {names}',
      'Back up, then run node dist/libs/db/src/migrate-main.js; if the names stay, database and program are not of one origin',
    ],
  },
  'wall.fine': {
    zh: ['每张表都有区隔墙，留痕表只增不改'],
    en: ['Every table stands behind the wall; the trails can only grow'],
  },
  'wall.breached': {
    zh: ['区隔墙有缺口：{tables}', '立即停用，重新运行迁移（会重立围墙），再查审计日志中缺口期间的读取'],
    en: [
      'The wall has gaps: {tables}',
      'Stop the system, migrate again (it raises the wall), then check what was read meanwhile',
    ],
  },
  'wall.rewritable': {
    zh: ['留痕表可被改写：{tables}', '重新运行迁移收回权限，并核对审计链'],
    en: ['Trails that could be rewritten: {tables}', 'Migrate again to revoke the right, and verify the audit chain'],
  },
  'wall.role': {
    zh: [
      '工作角色 duban_app 权限过大：{has}',
      '收回：alter role duban_app nosuperuser nobypassrls，并把表的属主改回迁移账号',
    ],
    en: [
      'The working role duban_app is too mighty: {has}',
      'alter role duban_app nosuperuser nobypassrls, and give the tables back to the owner',
    ],
  },
  'redis.fine': {
    zh: ['{server} {version}：不逐出，已开追加日志；队列 {work} 项，闹钟 {alarms} 只'],
    en: ['{server} {version}: evicts nothing, append-only; {work} jobs, {alarms} alarms'],
  },
  'redis.notUsed': {
    zh: ['不用 Redis：队列在 PostgreSQL 里（稍慢）'],
    en: ['No Redis: the queue is in PostgreSQL (a little slower)'],
  },
  'redis.notSet': {
    zh: ['没有 REDIS_URL', '配置 REDIS_URL，或设 DUBAN_QUEUE=postgres'],
    en: ['There is no REDIS_URL', 'Set it, or DUBAN_QUEUE=postgres'],
  },
  'redis.away': {
    zh: ['连不上 Redis：{error}（事不会丢，只会迟）', '确认 Redis 在运行、REDIS_URL 正确'],
    en: [
      'Redis does not answer: {error} (nothing is lost, things are late)',
      'Check that it runs and that REDIS_URL is right',
    ],
  },
  'redis.tooOld': {
    zh: ['Redis {version} 过旧', '升级到 6.2 或更高版本'],
    en: ['Redis {version} is too old', 'Upgrade to 6.2 or later'],
  },
  'redis.evicts': {
    zh: [
      'Redis 内存满时会丢任务（{policy}）；worker 会拒绝启动',
      'config set maxmemory-policy noeviction，并写进配置文件',
    ],
    en: [
      'Redis throws jobs away when full ({policy}); workers refuse to start',
      'config set maxmemory-policy noeviction, and write it into its file',
    ],
  },
  'redis.cannotWrite': {
    zh: ['Redis 上次写盘失败', '查看 Redis 日志与磁盘空间'],
    en: ["Redis' last write to disk failed", 'Look at its log and at the disk'],
  },
  'redis.forgetful': {
    zh: ['Redis 未开追加日志：重启后闹钟要靠巡检补响（迟几秒）', '设 appendonly yes'],
    en: [
      'Redis keeps no append-only file: after a restart alarms wait for the sweep (seconds late)',
      'Set appendonly yes',
    ],
  },
  'redis.full': {
    zh: ['Redis 内存用了 {percent}%', '调大 maxmemory，并查队列为何积压'],
    en: ["Redis' memory is {percent} % full", 'Raise maxmemory, and find out why work piles up'],
  },
  'clocks.fine': { zh: ['时钟一致（相差不到 {ms} 毫秒）'], en: ['The clocks agree (within {ms} ms)'] },
  'clocks.ahead': {
    zh: ['{whose} 的时钟比本机快 {seconds} 秒', '在各台机器上启用时间同步（chrony 或 ntpd）'],
    en: ['The clock of {whose} is {seconds} s ahead of this machine', 'Keep every machine in time (chrony or ntpd)'],
  },
  'clocks.behind': {
    zh: ['{whose} 的时钟比本机慢 {seconds} 秒', '在各台机器上启用时间同步（chrony 或 ntpd）'],
    en: ['The clock of {whose} is {seconds} s behind this machine', 'Keep every machine in time (chrony or ntpd)'],
  },
  'programs.fine': { zh: ['api 与 worker 都在运行'], en: ['api and worker are running'] },
  'programs.noWorker': {
    zh: ['没有 worker 在运行：时限不会响，邮件不会发', '启动 worker（npm start，或 npm run start:worker）'],
    en: ['No worker runs: no deadline rings, no mail leaves', 'Start one (npm start, or npm run start:worker)'],
  },
  'programs.noApi': {
    zh: ['没有 api 在运行：没有人能登录', '启动 api（npm start，或 npm run start:api）'],
    en: ['No api runs: nobody can sign in', 'Start one (npm start, or npm run start:api)'],
  },
  'timers.fine': {
    zh: ['{district}：闹钟 {pending} 只待响，没有迟到的'],
    en: ['{district}: {pending} timers to come, none late'],
  },
  'timers.unseen': {
    zh: ['看不到各区的工作：{error}', '先解决上面的数据库问题'],
    en: ["The districts' work cannot be seen: {error}", 'Mend the database first'],
  },
  'timers.overdue': {
    zh: ['{district}：{count} 只闹钟到点未响，最久 {minutes} 分钟', seeWorkerLog.zh],
    en: ['{district}: {count} timers are due and have not fired, the oldest for {minutes} minutes', seeWorkerLog.en],
  },
  'timers.parked': {
    zh: ['{district}：{count} 只闹钟多次失败后被搁置', '打开 系统运行 → 闹钟（搁置），看原因后重试或放弃'],
    en: [
      '{district}: {count} timers are parked after their last try',
      'Open Operations → timers (parked), read why, retry or dismiss',
    ],
  },
  'promises.fine': {
    zh: ['{district}：待办后台工作 {waiting} 项，重试中 {failing} 项'],
    en: ['{district}: {waiting} promises wait, {failing} are being retried'],
  },
  'promises.waiting': {
    zh: ['{district}：{count} 项后台工作无人接手，最久 {minutes} 分钟', seeWorkerLog.zh],
    en: ['{district}: {count} promises wait for a worker, the oldest for {minutes} minutes', seeWorkerLog.en],
  },
  'promises.unheard': {
    zh: ['{district}：{count} 项工作屡次交给队列都没有开始', '确认 worker 与 api 用同一个 Redis 和同一个 REDIS_PREFIX'],
    en: [
      '{district}: {count} promises were handed to the queue time and again and never begun',
      'Make sure every worker uses the same Redis and REDIS_PREFIX',
    ],
  },
  'promises.dead': {
    zh: ['{district}：{count} 条死信', seeLetters.zh],
    en: ['{district}: {count} dead letters', seeLetters.en],
  },
  'deliveries.fine': {
    zh: ['{district}：通知都已送出或正在路上'],
    en: ['{district}: every notice is sent or on its way'],
  },
  'deliveries.stuck': {
    zh: [
      '{district}：{count} 封通知该发未发，最久 {minutes} 分钟',
      '检查邮件服务器与 worker；恢复后会自动补发，也可在 系统运行 → 投递 中重发',
    ],
    en: [
      '{district}: {count} notices should have gone out, the oldest {minutes} minutes ago',
      'Check mail server and worker; they go by themselves then, or send again under Operations → deliveries',
    ],
  },
  'deliveries.failed': {
    zh: ['{district}：{count} 封通知被拒收', '打开 系统运行 → 投递（失败），更正邮箱地址后重发'],
    en: [
      '{district}: {count} notices were refused',
      'Open Operations → deliveries (failed), correct the address, send again',
    ],
  },
  'periods.fine': {
    zh: ['{district}：{count} 项定期工作都按时完成'],
    en: ['{district}: all {count} periodic works are up to date'],
  },
  'periods.behind': {
    zh: ['{district}：{job} 落后 {behind} 期（{minutes} 分钟）', seeWorkerLog.zh],
    en: ['{district}: {job} is behind by {behind} periods ({minutes} minutes)', seeWorkerLog.en],
  },
  'periods.failing': {
    zh: ['{district}：{job} 落后 {behind} 期，每次都失败：{error}', '排除原因后会自动从最早一期补起'],
    en: [
      '{district}: {job} is behind by {behind} periods and fails: {error}',
      'Mend the cause; it then goes on by itself, oldest first',
    ],
  },
  'mail.fine': { zh: ['邮件服务器应答，登录被接受'], en: ['The mail server answers and takes our login'] },
  'mail.notSet': {
    zh: ['没有配置邮件服务器：通知只在站内', '配置 SMTP_URL 与 MAIL_FROM'],
    en: ['No mail server: notices stay in the inbox', 'Set SMTP_URL and MAIL_FROM'],
  },
  'mail.away': {
    zh: ['邮件服务器有问题：{error}', '确认 SMTP_URL、证书与网络'],
    en: ['The mail server has trouble: {error}', 'Check SMTP_URL, its certificate and the network'],
  },
  'disk.fine': { zh: ['磁盘余量 {gib} GiB，文件夹可写'], en: ['{gib} GiB free, folders writable'] },
  'disk.full': {
    zh: ['{path} 只剩 {gib} GiB', '清理或扩容；数据库写满会停机'],
    en: ['Only {gib} GiB are left at {path}', 'Make room: a full disk stops the database'],
  },
  'disk.notWritable': {
    zh: ['{path} 写不进去：{error}', '检查权限与挂载'],
    en: ['{path} cannot be written: {error}', 'Check permissions and mounts'],
  },
  'audit.fine': {
    zh: ['{district}：审计链完整，{entries} 条，末尾 {hash}…'],
    en: ['{district}: the trail holds, {entries} entries, ending {hash}…'],
  },
  'audit.contentChanged': {
    zh: ['{district}：审计第 {seq} 条的内容被改过（此前 {entries} 条完好）', tampered.zh],
    en: ['{district}: entry {seq} of the trail was changed ({entries} before it hold)', tampered.en],
  },
  'audit.linkBroken': {
    zh: ['{district}：审计链在第 {seq} 条断开（此前 {entries} 条完好）', tampered.zh],
    en: ['{district}: the trail breaks at entry {seq} ({entries} before it hold)', tampered.en],
  },
  'audit.entryMissing': {
    zh: ['{district}：审计第 {seq} 条不见了（此前 {entries} 条完好）', tampered.zh],
    en: ['{district}: entry {seq} of the trail is missing ({entries} before it hold)', tampered.en],
  },
  'audit.endMissing': {
    zh: ['{district}：审计链末尾被截去，自第 {seq} 条起不见（此前 {entries} 条完好）', tampered.zh],
    en: ['{district}: the end of the trail is cut off from entry {seq} on ({entries} before it hold)', tampered.en],
  },
};

/** The finding in words; its code when nobody wrote any. */
export function wordsOf({ check, code, args }: Finding, language: Language): Words {
  const [says, todo = ''] = doctorWords[`${check}.${code}`]?.[language] ?? [`${check}.${code} ${JSON.stringify(args)}`];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''));
  return { says: fill(says), todo: fill(todo) };
}

const checkNames: Readonly<Record<Finding['check'], { readonly zh: string; readonly en: string }>> = {
  settings: { zh: '配置', en: 'settings' },
  database: { zh: '数据库', en: 'database' },
  search: { zh: '中文检索', en: 'Chinese text' },
  migrations: { zh: '表结构', en: 'migrations' },
  wall: { zh: '区隔墙', en: 'the wall' },
  redis: { zh: '队列', en: 'Redis' },
  clocks: { zh: '时钟', en: 'clocks' },
  programs: { zh: '进程', en: 'programs' },
  timers: { zh: '闹钟', en: 'timers' },
  promises: { zh: '后台工作', en: 'promises' },
  deliveries: { zh: '通知投递', en: 'deliveries' },
  periods: { zh: '定期工作', en: 'periods' },
  mail: { zh: '邮件', en: 'mail' },
  disk: { zh: '磁盘', en: 'disk' },
  audit: { zh: '审计链', en: 'audit trail' },
};

export const checkName = (check: Finding['check'], language: Language): string => checkNames[check][language];
