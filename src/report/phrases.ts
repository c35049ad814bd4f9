import type { Actor, Language } from '../knowledge/condition.ts'
import type { Confidence, Severity } from '../knowledge/verdict.ts'
import type { ReportedStandard } from './schema.ts'

/** The words around a report, in both languages. `{name}` is filled by `fill`. */
export interface Phrases {
  readonly problem: string
  readonly fine: string
  readonly advice: string
  readonly noMailServer: string
  readonly mostlyUnknown: string
  /** The same about a domain that was looked at from outside. */
  readonly probed: Readonly<
    Record<'problem' | 'fine' | 'advice' | 'mostlyUnknown' | 'noImpact' | 'moreDetails', string>
  >
  readonly standards: string
  readonly standardStates: Readonly<Record<ReportedStandard['state'], string>>
  readonly seen: string
  readonly explains: string
  readonly possibly: string
  readonly ruledOut: string
  readonly todo: string
  readonly verify: string
  readonly references: string
  readonly alsoNoted: string
  readonly couldNotTell: string
  readonly over: string
  readonly changes: string
  readonly since: string
  readonly impact: string
  readonly noImpact: string
  readonly checked: string
  readonly moreDetails: string
  readonly risk: Readonly<Record<'reload' | 'restart' | 'data', string>>
  readonly severity: Readonly<Record<Severity, string>>
  readonly confidence: Readonly<Record<Confidence, string>>
  readonly who: Readonly<Record<Actor, string>>
}

const en: Phrases = {
  problem: 'Mail is not healthy on {host}: {title}',
  fine: 'Mail is healthy on {host}: no problem found',
  advice: 'Mail is healthy on {host}; {count} notes',
  noMailServer: 'No mail server was found on {host}: nothing to check',
  mostlyUnknown: 'Could not tell whether mail is healthy on {host}: too much could not be looked at',
  probed: {
    problem: 'Mail of {host} is not set up right: {title}',
    fine: 'Mail of {host} is set up right, as far as it shows from outside: no problem found',
    advice: 'Mail of {host} is set up right, as far as it shows from outside; {count} notes',
    mostlyUnknown: 'Could not tell whether mail of {host} is set up right: too much could not be looked at',
    noImpact: 'which mail it hits is not to be seen from outside',
    moreDetails: 'All that was looked at: mailmedic probe -v · as data: --format json',
  },
  standards: 'Standards',
  standardStates: {
    met: 'met',
    'not met': 'not met',
    'could-not-tell': 'could not tell',
    'not used': 'not used',
  },
  seen: 'Seen',
  explains: 'Explains',
  possibly: 'possibly',
  ruledOut: 'Ruled out',
  todo: 'Do',
  verify: 'Verify',
  references: 'Read',
  alsoNoted: 'Also noted',
  couldNotTell: 'Could not tell',
  over: 'Was, and is over',
  changes: 'What happened, in order',
  since: 'since {time}',
  impact: 'mails hit: {messages}, people: {users}',
  noImpact: 'no mail seen to be hit',
  checked: '{checked} conditions checked, {unknown} could not be told, in {seconds} s',
  moreDetails: 'All that was looked at: mailmedic check -v · as data: --format json',
  risk: {
    reload: 'reloads the service',
    restart: 'restarts the service',
    data: 'changes data: back up first',
  },
  severity: { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW', info: 'INFO' },
  confidence: { certain: 'certain', likely: 'likely', possible: 'possible' },
  who: {
    'DNS admin': 'DNS admin',
    'address owner': 'address owner',
    'domain owner': 'domain owner',
    'hosting provider': 'hosting provider',
    'mailbox owner': 'mailbox owner',
    'owner of that device': 'owner of that device',
    recipient: 'recipient',
    sender: 'sender',
    'the other server’s admin': 'the other server’s admin',
    user: 'user',
  },
}

const zh: Phrases = {
  problem: '{host} 的邮件服务不正常：{title}',
  fine: '{host} 的邮件服务正常：没有发现问题',
  advice: '{host} 的邮件服务正常；有 {count} 条提示',
  noMailServer: '{host} 上没有发现邮件服务器：没有可检查的内容',
  mostlyUnknown: '无法判断 {host} 的邮件服务是否正常：太多内容无法查看',
  probed: {
    problem: '{host} 的邮件设置有问题：{title}',
    fine: '{host} 的邮件设置正常（从外部观察）：没有发现问题',
    advice: '{host} 的邮件设置正常（从外部观察）；有 {count} 条提示',
    mostlyUnknown: '无法判断 {host} 的邮件设置是否正常：太多内容无法查看',
    noImpact: '从外部无法看出影响了哪些邮件',
    moreDetails: '查看全部检查内容：mailmedic probe -v · 数据格式：--format json',
  },
  standards: '标准',
  standardStates: { met: '符合', 'not met': '不符合', 'could-not-tell': '无法判断', 'not used': '未使用' },
  seen: '证据',
  explains: '导致',
  possibly: '可能',
  ruledOut: '排除',
  todo: '处理',
  verify: '验证',
  references: '参考',
  alsoNoted: '另外注意到',
  couldNotTell: '无法判断',
  over: '曾经发生，现已结束',
  changes: '事件顺序',
  since: '自 {time} 起',
  impact: '影响 {messages} 封邮件、{users} 个用户',
  noImpact: '未见受影响的邮件',
  checked: '检查了 {checked} 种状况，{unknown} 种无法判断，用时 {seconds} 秒',
  moreDetails: '查看全部检查内容：mailmedic check -v · 数据格式：--format json',
  risk: { reload: '会重新加载服务', restart: '会重启服务', data: '会改动数据：请先备份' },
  severity: { critical: '严重', high: '高', medium: '中', low: '低', info: '提示' },
  confidence: { certain: '确定', likely: '很可能', possible: '可能' },
  who: {
    'DNS admin': 'DNS 管理员',
    'address owner': 'IP 地址持有者',
    'domain owner': '域名所有者',
    'hosting provider': '主机商',
    'mailbox owner': '邮箱使用者',
    'owner of that device': '该设备的所有者',
    recipient: '收件人',
    sender: '发件人',
    'the other server’s admin': '对方服务器管理员',
    user: '用户',
  },
}

export const phrases: Readonly<Record<Language, Phrases>> = { en, zh }

/** Puts values in the place of `{name}`; a name without a value stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** As `fill`, for a command that a person will copy: a value from outside stays one word of the shell. */
export function fillCommand(template: string, values: Readonly<Record<string, string | number>>): string {
  const quoted = Object.entries(values).map(([name, value]) => [name, shellWord(String(value))] as const)
  return fill(template, Object.fromEntries(quoted))
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
