import type { Language } from '../knowledge/condition.ts'
import type { DelayAccount, RecipientStatus } from '../logs/trace/message.ts'
import type { DurationUnits } from './numbers.ts'

/** The words of `trace`, in both languages. `{name}` is filled by `fill`. */
export interface TracePhrases {
  /** Between the parts of a list. */
  readonly comma: string
  readonly units: DurationUnits
  readonly nothing: string
  /** Of a recipient, in a sentence. */
  readonly outcomes: Readonly<Record<RecipientStatus, string>>
  /** What one attempt came to. */
  readonly tries: Readonly<Record<RecipientStatus, string>>
  /** In lists. */
  readonly statuses: Readonly<Record<RecipientStatus, string>>
  readonly stages: Readonly<Record<keyof DelayAccount, string>>
  readonly stagesTold: string
  readonly noStage: string
  readonly after: string
  readonly afterArrival: string
  readonly lastAfterArrival: string
  readonly attempts: string
  readonly oneAttempt: string
  readonly unknownSender: string
  readonly notification: string
  readonly handedIn: string
  readonly thisHost: string
  readonly loggedIn: string
  readonly noArrival: string
  readonly ids: string
  readonly notLogged: string
  /** A queue ID on a host, where there are several. */
  readonly idOn: string
  readonly from: string
  readonly others: string
  readonly noRecipient: string
  readonly noRecipientYet: string
  readonly fit: string
  readonly onDay: string
  readonly more: string
  readonly narrowing: string
  readonly recipient: string
  readonly sentTo: string
  readonly tried: string
  readonly by: string
  readonly said: string
  readonly explained: string
  readonly leftLogThere: string
  readonly leftToldHere: string
  readonly takenAs: string
  readonly onHost: string
  readonly unnamedHost: string
  readonly passedOn: string
  readonly noticed: string
  readonly lines: string
  readonly saidByOthers: string
  readonly score: string
  readonly means: string
  readonly whoActs: string
  readonly seenHere: string
  readonly refused: string
  readonly refusedOnce: string
  readonly lastOnes: string
  readonly refusedFrom: string
}

const en: TracePhrases = {
  comma: ', ',
  units: { millisecond: 'ms', second: 's', minute: 'min', hour: 'h', day: 'd' },
  nothing: 'No message fits in these logs.',
  outcomes: {
    delivered: 'delivered',
    deferred: 'not delivered yet',
    bounced: 'returned to the sender',
    expired: 'given up, returned to the sender',
    rejected: 'refused',
    discarded: 'silently dropped',
    held: 'on hold in the queue',
  },
  tries: {
    delivered: 'taken',
    deferred: 'put off',
    bounced: 'refused',
    expired: 'given up',
    rejected: 'refused',
    discarded: 'dropped',
    held: 'put on hold',
  },
  statuses: {
    delivered: 'delivered',
    deferred: 'deferred',
    bounced: 'bounced',
    expired: 'expired',
    rejected: 'rejected',
    discarded: 'discarded',
    held: 'held',
  },
  stages: {
    filters: 'filters',
    reception: 'arriving',
    queueManager: 'queue manager',
    connection: 'connecting',
    transmission: 'sending',
    waiting: 'waiting between attempts',
  },
  stagesTold: 'Time: {stages}',
  noStage: 'Time: no stage took 10 ms',
  after: 'after {time}',
  afterArrival: '{time} after it came in',
  lastAfterArrival: 'the last {time} after it came in',
  attempts: '{count} attempts',
  oneAttempt: '1 attempt',
  unknownSender: 'an unknown sender',
  notification: '<> (a notification)',
  handedIn: 'Handed in {time} by {client}',
  thisHost: 'a program of this host',
  loggedIn: ', logged in as {user}',
  noArrival: 'Arrived before this log begins, or this server made it',
  ids: 'message-id {messageId}, queue ID {queueIds}',
  notLogged: 'not logged',
  idOn: '{id} on {host}',
  from: 'From {sender}',
  others: '{first} and {count} more',
  noRecipient: 'no recipient',
  noRecipientYet: 'no recipient yet',
  fit: '{count} messages fit{day}; recipients: {statuses}',
  onDay: ', on {day}',
  more: '… and {count} more',
  narrowing:
    'For one story: --queue-id ID. For fewer: --from, --to, --subject, --client, --user, --status, --since, --until together. For all stories: --limit N.',
  recipient: '{address}{alias}: {outcome}',
  sentTo: ' (sent to {address})',
  tried: '{what}{where}{said}',
  by: ' by {relay}',
  said: ': {reply}',
  explained: '{why} {next}',
  leftLogThere: 'It left this server: {host} took it{id}. What happened then is in the log there.',
  leftToldHere:
    'It left this server: {host} took it{id}. The log there was read too, and does not say what became of this address.',
  takenAs: ' as {id}',
  onHost: 'On {host}, as {ids}: {outcome}',
  unnamedHost: 'a host without a name in its log',
  passedOn: 'passed on',
  noticed: 'The sender was told in {ids}: mailmedic trace --queue-id {first}',
  lines: 'Lines of the log',
  saidByOthers: 'Filters and mailboxes said',
  score: '{action}, score {score} of {limit}',
  means: 'What it means: {title} ({reason})',
  whoActs: 'Who must act: {actor}',
  seenHere: 'Seen from this host now',
  refused: 'Refused before there was a message: {count} times',
  refusedOnce: 'Refused before there was a message: 1 time',
  lastOnes: ', the last {count}',
  refusedFrom: '{time}  {sender} → {recipient}, from {client}',
}

const zh: TracePhrases = {
  comma: '，',
  units: { millisecond: '毫秒', second: '秒', minute: '分钟', hour: '小时', day: '天' },
  nothing: '这些日志中没有符合条件的邮件。',
  outcomes: {
    delivered: '已送达',
    deferred: '尚未送达',
    bounced: '已退回发件人',
    expired: '已放弃投递，退回发件人',
    rejected: '被拒绝',
    discarded: '被静默丢弃',
    held: '在队列中被搁置',
  },
  tries: {
    delivered: '接收',
    deferred: '推迟',
    bounced: '拒绝',
    expired: '放弃投递',
    rejected: '拒绝',
    discarded: '丢弃',
    held: '搁置',
  },
  statuses: {
    delivered: '已送达',
    deferred: '推迟',
    bounced: '退信',
    expired: '超时放弃',
    rejected: '拒绝',
    discarded: '丢弃',
    held: '搁置',
  },
  stages: {
    filters: '过滤器',
    reception: '接收',
    queueManager: '队列管理',
    connection: '连接',
    transmission: '传输',
    waiting: '两次尝试之间等待',
  },
  stagesTold: '耗时：{stages}',
  noStage: '耗时：各阶段均不足 10 毫秒',
  after: '用时 {time}',
  afterArrival: '在进入后 {time}',
  lastAfterArrival: '最后一次在进入后 {time}',
  attempts: '尝试 {count} 次',
  oneAttempt: '尝试 1 次',
  unknownSender: '未知发件人',
  notification: '<>（系统通知）',
  handedIn: '{time} 由 {client} 提交',
  thisHost: '本机程序',
  loggedIn: '，登录用户 {user}',
  noArrival: '在本日志开始之前到达，或由本服务器生成',
  ids: '邮件 ID {messageId}，队列 ID {queueIds}',
  notLogged: '未记录',
  idOn: '{id}（{host}）',
  from: '发件人 {sender}',
  others: '{first} 等另外 {count} 个',
  noRecipient: '无收件人',
  noRecipientYet: '尚无收件人',
  fit: '{count} 封邮件符合条件{day}；收件人：{statuses}',
  onDay: '，日期 {day}',
  more: '… 另有 {count} 封',
  narrowing:
    '查看单封经过：--queue-id ID。缩小范围：可同时使用 --from、--to、--subject、--client、--user、--status、--since、--until。查看全部经过：--limit N。',
  recipient: '{address}{alias}：{outcome}',
  sentTo: '（原收件地址 {address}）',
  tried: '{where}{what}{said}',
  by: '由 {relay} ',
  said: '：{reply}',
  explained: '{why}{next}',
  leftLogThere: '邮件已离开本服务器：{host} 已接收{id}。此后的经过记录在对方日志中。',
  leftToldHere: '邮件已离开本服务器：{host} 已接收{id}。对方日志也已读取，但未说明该地址的结果。',
  takenAs: '，队列 ID {id}',
  onHost: '在 {host}，队列 ID {ids}：{outcome}',
  unnamedHost: '日志中未写明名称的主机',
  passedOn: '已转交',
  noticed: '已通过 {ids} 通知发件人：mailmedic trace --queue-id {first}',
  lines: '日志原文',
  saidByOthers: '过滤器与邮箱服务器的记录',
  score: '{action}，得分 {score}，上限 {limit}',
  means: '含义：{title}（{reason}）',
  whoActs: '由谁处理：{actor}',
  seenHere: '现在从本机看到',
  refused: '在成为邮件之前被拒绝：{count} 次',
  refusedOnce: '在成为邮件之前被拒绝：1 次',
  lastOnes: '，以下为最后 {count} 次',
  refusedFrom: '{time}  {sender} → {recipient}，来自 {client}',
}

export const tracePhrases: Readonly<Record<Language, TracePhrases>> = { en, zh }
