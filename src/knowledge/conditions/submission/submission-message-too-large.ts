import type { Evidence } from '../../../access/answer.ts'
import { type EximConfiguration, eximConfiguration } from '../../../collect/exim/configuration.ts'
import type { Fact } from '../../../collect/fact.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type PostfixConfiguration, postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { activeServices, type PostfixService, postfixServices } from '../../../collect/postfix/services.ts'
import { now } from '../../../collect/system/now.ts'
import type { RejectGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { eximSizeLimit } from '../../exim-verdicts.ts'
import { isOver } from '../../logged-trouble.ts'

/** Postfix's own default, 10,240,000: below it senders everywhere are surprised. */
const usualBytes = 10_240_000
/** Less than a phone's photo in base64: no server that people use is meant to be like that. */
const tooSmallBytes = 1_000_000

/**
 * message_size_limit is so small that normal mail is refused with 552 5.3.4. It counts bytes, and
 * attachments grow by 37 % in base64. postconf(5) message_size_limit.
 */
export const submissionMessageTooLarge = condition({
  id: 'submission-message-too-large',
  topic: 'delivery',
  severity: 'high',
  needs: { configuration: postfixConfiguration },
  optional: { services: postfixServices, exim: eximConfiguration, log: mailLog, now },
  detect: ({ configuration, services, exim, log, now }) => {
    const found =
      configuration.status === 'known' ? postfixLimit(configuration.value, services) : eximLimit(exim)
    if (found === undefined) return notApplicable('no size limit of Postfix or Exim is known here')
    const { limit, evidence, program } = found
    const refused = log.status === 'known' ? log.value.rejects.filter(isSize) : []
    const until = Math.max(...refused.map(({ lastAt }) => lastAt))
    const current =
      log.status === 'known' &&
      now.status === 'known' &&
      refused.length > 0 &&
      !isOver(log.value, now.value, until)
    const tooSmall = limit < tooSmallBytes
    if (!tooSmall && !current) return fine(evidence, 'message_size_limit')
    return problem({
      subject: 'message_size_limit',
      confidence: 'certain',
      severity: tooSmall ? 'high' : limit < usualBytes ? 'medium' : 'low',
      evidence: [...evidence, ...refused.slice(0, 3).map(({ lastExample }) => lastExample)],
      values: {
        limit,
        program,
        ...commands[program],
        count: refused.reduce((sum, { count }) => sum + count, 0),
      },
      marks: ['reason:message-too-big', 'parameter:message_size_limit'],
      ...(refused.length === 0 ? {} : { since: Math.min(...refused.map(({ firstAt }) => firstAt)) }),
    })
  },
  explains: [
    { condition: 'submissions-refused' },
    { condition: 'inbound-refused' },
    { condition: 'deliveries-rejected' },
  ],
  texts: {
    en: {
      title: 'Mail is refused as too large: {subject} = {limit} bytes',
      because:
        '{program} takes messages up to {limit} bytes, attachments counted in base64 (37 % more than the file). ' +
        'Larger ones are refused with 552; {count} in the log of the last day.',
      allClear: 'the size limit leaves room for normal mail',
    },
    zh: {
      title: '邮件因过大被拒：{subject} = {limit} 字节',
      because:
        '{program} 只接受不超过 {limit} 字节的邮件（附件按 base64 计算，比文件大 37%）。更大的邮件会以 552 被拒；最近一天的日志中有 {count} 封。',
      allClear: '大小限制足以容纳正常邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Allow 25 MiB, as most providers do (Postfix: mailbox_size_limit and virtual_mailbox_limit must be 0 or larger)',
        zh: '设为 25 MiB，与多数服务商一致（Postfix：mailbox_size_limit 和 virtual_mailbox_limit 必须为 0 或更大）',
      },
      command: '{raise}',
      risk: 'reload',
    },
  ],
  verify: ['{look}', 'printf "EHLO x\\r\\nQUIT\\r\\n" | nc -w5 localhost 25 | grep SIZE'],
  references: ['https://www.postfix.org/postconf.5.html#message_size_limit'],
})

const commands = {
  Postfix: {
    raise: "postconf -e 'message_size_limit = 26214400' && postfix reload",
    look: 'postconf message_size_limit mailbox_size_limit',
  },
  Exim: {
    raise:
      "echo 'MESSAGE_SIZE_LIMIT = 25M' >> /etc/exim4/conf.d/main/000_localmacros && update-exim4.conf && systemctl reload exim4",
    look: 'exim -bP message_size_limit',
  },
} as const

interface Limit {
  readonly program: keyof typeof commands
  readonly limit: number
  readonly evidence: readonly Evidence[]
}

function postfixLimit(postfix: PostfixConfiguration, services: Fact<readonly PostfixService[]>): Limit {
  const servers =
    services.status === 'known'
      ? activeServices(services.value).filter(({ command }) => command === 'smtpd')
      : []
  const limits = [{ overrides: new Map<string, string>() }, ...servers].map((one) =>
    Number(postfix.valueIn(one, 'message_size_limit')),
  )
  // 0 means no limit; what is no number stops Postfix and is another condition's.
  const limit = Math.min(...limits.filter((one) => Number.isFinite(one) && one > 0))
  return { program: 'Postfix', limit, evidence: postfix.evidence('message_size_limit') }
}

function eximLimit(exim: Fact<EximConfiguration>): Limit | undefined {
  if (exim.status !== 'known') return undefined
  const limit = eximSizeLimit(exim.value)
  const evidence = exim.value.evidence('message_size_limit')
  return limit === undefined ? undefined : { program: 'Exim', limit, evidence }
}

function isSize({ restriction, code, dsn }: RejectGroup): boolean {
  return restriction === 'size' || (code === 552 && dsn === '5.3.4')
}
