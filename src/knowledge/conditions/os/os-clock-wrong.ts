import { filesFromTheFuture } from '../../../collect/clock/files-from-the-future.ts'
import { kernelTime } from '../../../collect/clock/kernel-time.ts'
import { logTime } from '../../../collect/clock/log-time.ts'
import { rootZoneDate } from '../../../collect/clock/root-zone-date.ts'
import { synchronisation } from '../../../collect/clock/synchronisation.ts'
import type { Fact } from '../../../collect/fact.ts'
import { now } from '../../../collect/system/now.ts'
import { configuredCertificates } from '../../../collect/tls/configured-certificates.ts'
import {
  type ClockClue,
  certificateClue,
  filesClue,
  kernelClue,
  logClue,
  rootZoneClue,
  serverClue,
  spanText,
} from '../../clock-clues.ts'
import { condition, type Explanation, fine, notApplicable, problem } from '../../condition.ts'
import { confidences, type Severity } from '../../verdict.ts'

const day = 86_400

/**
 * The clock is wrong: certificates seem expired or not yet valid, DNSSEC signatures false (a validating
 * resolver then refuses every answer), one-time passwords and DKIM time stamps are off. A clock that
 * nothing synchronises may be right all the same: that alone is no fault.
 */
export const osClockWrong = condition({
  id: 'os-clock-wrong',
  topic: 'security',
  severity: 'critical',
  needs: { now },
  optional: {
    kernel: kernelTime,
    servers: synchronisation,
    root: rootZoneDate,
    files: filesFromTheFuture,
    log: logTime,
    certificates: configuredCertificates,
  },
  detect: ({ now, kernel, servers, root, files, log, certificates }) => {
    if (now.status === 'absent') return notApplicable('there is no clock')
    const time = now.value
    const synchronised = servers.status === 'known' && servers.value.synchronised === true
    const clues = [
      ...clue(kernel, kernelClue),
      ...clue(servers, serverClue),
      ...clue(root, (value) => rootZoneClue(value, time)),
      // Traces of another time that are no news where the clock is kept right now.
      ...(synchronised ? [] : clue(files, (value) => filesClue(value, time))),
      ...(synchronised ? [] : clue(certificates, (value) => certificateClue(value, time))),
      ...clue(log, (value) => logClue(value, time)),
    ].toSorted(bySurety)
    const [first] = clues
    if (first === undefined) return fine()
    const { seconds, direction, source } = first
    const behind = direction === 'behind'
    return problem({
      subject: 'system clock',
      severity: severityOf(seconds),
      confidence: first.confidence,
      evidence: clues.slice(0, 4).flatMap(({ evidence }) => evidence),
      values: {
        span: spanText(seconds, 'en'),
        spanZh: spanText(seconds, 'zh'),
        direction: direction === undefined ? 'off' : behind ? 'behind' : 'ahead',
        directionZh: direction === undefined ? '偏差' : behind ? '慢了' : '快了',
        source: source.en,
        sourceZh: source.zh,
      },
      marks: ['unit:clock', ...(seconds > day ? ['clock:days'] : [])],
    })
  },
  explains: [
    { condition: 'dns-local-resolver-down', when: onlyOwnResolver },
    { condition: 'dns-dnssec-bogus', when: byDays },
    { condition: 'deliveries-deferred', when: byTrustOrNames },
    { condition: 'deliveries-rejected', when: byTrustOrNames },
    { condition: 'inbound-refused', when: byTrustOrNames },
    { condition: 'remote-tls-cert-invalid', when: byDays },
    { condition: 'tls-cert-expired', when: byDays },
    { condition: 'dovecot-time-moved-backwards', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: { en: 'the resolver answers', zh: '解析器有应答' },
    },
  ],
  texts: {
    en: {
      title: 'The clock of this server is {span} {direction}',
      because:
        'The clock is {span} {direction}, by {source}. So good certificates look expired or not yet valid, answers ' +
        'signed with DNSSEC look forged and are thrown away by the own resolver, and one-time passwords fail.',
      allClear: 'the clock is right, as far as can be seen',
    },
    zh: {
      title: '本机时钟{directionZh} {spanZh}',
      because:
        '时钟{directionZh} {spanZh}（依据：{sourceZh}）。因此有效证书看起来已过期或尚未生效，DNSSEC 签名的应答被本机解析器当作伪造而丢弃，动态口令也会失败。',
      allClear: '时钟看起来是准的',
    },
  },
  fix: [
    {
      do: { en: 'See what the clock shows, and what keeps it right', zh: '查看时钟及其同步状态' },
      command: 'date -u; timedatectl',
      risk: 'none',
    },
    {
      do: {
        en: 'Let a time server keep it (allow UDP port 123 out); step it once, since slewing days takes years',
        zh: '启用时间同步（放行出站 UDP 123 端口），并立即校正一次（慢慢追几天的差距需要数年）',
      },
      command: 'apt-get install chrony && systemctl restart chrony && chronyc makestep',
      risk: 'none',
    },
    {
      do: {
        en: 'Where programs see another time than the kernel: remove what fakes it (/etc/ld.so.preload, LD_PRELOAD)',
        zh: '如果程序看到的时间与内核不同：移除伪造时间的库（/etc/ld.so.preload、LD_PRELOAD）',
      },
      command: 'cat /etc/ld.so.preload',
      risk: 'none',
    },
    {
      do: {
        en: 'Then restart what has remembered the wrong time, and send what waits',
        zh: '然后重启记住了错误时间的服务，并投递等待中的邮件',
      },
      command: 'systemctl restart unbound dovecot postfix && postqueue -f',
      risk: 'restart',
    },
  ],
  verify: ['timedatectl', 'chronyc tracking', 'date -u'],
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/timedatectl.html',
    'https://chrony-project.org/doc/4.6/chronyc.html',
    'https://www.rfc-editor.org/rfc/rfc4035#section-5.3.1',
  ],
})

function clue<T>(fact: Fact<T>, read: (value: T) => ClockClue[]): ClockClue[] {
  return fact.status === 'known' ? read(fact.value) : []
}

function bySurety(left: ClockClue, right: ClockClue): number {
  return (
    confidences.indexOf(left.confidence) - confidences.indexOf(right.confidence) ||
    right.seconds - left.seconds
  )
}

function severityOf(seconds: number): Severity {
  if (seconds >= day) return 'critical'
  return seconds >= 300 ? 'high' : 'medium'
}

type When = NonNullable<Explanation['when']>

/** Certificates and signatures last for weeks: hours do not make them invalid. */
function byDays(cause: Parameters<When>[0]): boolean {
  return cause.marks.includes('clock:days')
}

/** The own resolver checks signatures by this clock; that of a provider has its own. */
function onlyOwnResolver(...[cause, effect]: Parameters<When>): boolean {
  const asked = effect.subject.split(', ')
  return byDays(cause) && asked.every((address) => address.startsWith('127.') || address === '::1')
}

function byTrustOrNames(...[cause, effect]: Parameters<When>): boolean {
  return (
    byDays(cause) &&
    effect.marks.some((mark) => mark === 'reason:dns-failure' || mark === 'reason:tls-failed')
  )
}
