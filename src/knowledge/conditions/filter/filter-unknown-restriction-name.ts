import type { Evidence } from '../../../access/answer.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type PostfixConfiguration, postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import {
  parseRestrictions,
  restrictionLists,
  restrictionNames,
} from '../../../collect/postfix/restrictions.ts'
import {
  activeServices,
  type PostfixService,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { listItems } from '../../../collect/postfix/table-references.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { nearestName } from '../../nearest-name.ts'

/**
 * A name in smtpd_*_restrictions that Postfix does not know: smtpd answers every client that gets so far
 * "451 4.3.5 Server configuration error".
 */
export const filterUnknownRestrictionName = condition({
  id: 'filter-unknown-restriction-name',
  topic: 'delivery',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  optional: { log: mailLog },
  detect: ({ configuration, services, log }) => {
    if (configuration.status === 'absent' || services.status === 'absent')
      return notApplicable('Postfix is not installed')
    const logged = log.status === 'known' ? complaints(log.value) : new Map<string, Logged>()
    const unknown = unknownNames(
      configuration.value,
      activeServices(services.value),
      services.evidence[0]?.at ?? '',
    )
    const found = [...unknown].flatMap(([name, use]) => {
      const near = nearestName(name, restrictionNames)
      const complaint = logged.get(name)
      // A name that resembles none may be one of a newer Postfix: then the log must say so too.
      return near === undefined && complaint === undefined ? [] : [{ name, ...use, near, complaint }]
    })
    if (found.length === 0) return fine(configuration.value.evidence('smtpd_relay_restrictions'))
    return found.map(({ name, parameter, evidence, near, complaint }) =>
      problem({
        subject: name,
        confidence: 'certain',
        evidence: [...evidence, ...(complaint?.evidence ?? [])],
        values: { parameter, near: near ?? '?' },
        marks: ['reason:server-misconfigured', `parameter:${parameter}`],
        ...(complaint === undefined ? {} : { since: complaint.since }),
      }),
    )
  },
  explains: [{ condition: 'inbound-refused' }, { condition: 'submissions-refused' }],
  texts: {
    en: {
      title: 'Postfix does not know the restriction "{subject}"',
      because:
        '{parameter} holds "{subject}", which is no restriction of Postfix; most likely "{near}" is meant. Every ' +
        'client that gets there is told "451 4.3.5 Server configuration error", so mail is neither taken nor lost: ' +
        'senders retry.',
      allClear: 'all restriction names are known to Postfix',
    },
    zh: {
      title: 'Postfix 不认识限制项“{subject}”',
      because:
        '{parameter} 中的“{subject}”不是 Postfix 的限制项，很可能应为“{near}”。每个走到这一步的客户端都会收到“451 4.3.5 Server configuration error”，邮件既收不进也不会丢失：发件方会重试。',
      allClear: '所有限制项名称均为 Postfix 所知',
    },
  },
  fix: [
    {
      do: {
        en: 'Look at the list and write "{near}" for "{subject}"',
        zh: '查看该列表，将“{subject}”改为“{near}”',
      },
      command: 'postconf {parameter}',
      risk: 'none',
    },
    {
      do: { en: 'Let Postfix read it', zh: '让 Postfix 重新读取配置' },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['journalctl -g "unknown smtpd restriction" --since -10min'],
  references: ['https://www.postfix.org/SMTPD_ACCESS_README.html'],
})

interface Use {
  readonly parameter: string
  readonly evidence: readonly Evidence[]
}

function unknownNames(
  postfix: PostfixConfiguration,
  services: readonly PostfixService[],
  at: string,
): Map<string, Use> {
  const found = new Map<string, Use>()
  const classes = listItems(postfix.value('smtpd_restriction_classes') ?? '')
  for (const service of services.filter(({ command }) => command === 'smtpd')) {
    for (const parameter of [...restrictionLists, ...classes]) {
      for (const name of unknownIn(postfix.valueIn(service, parameter) ?? '', classes)) {
        if (found.has(name)) continue
        const isOwn = service.overrides.has(parameter)
        found.set(name, {
          parameter,
          evidence: isOwn ? [serviceEvidence(service, at)] : postfix.evidence(parameter),
        })
      }
    }
  }
  return found
}

function unknownIn(value: string, classes: readonly string[]): string[] {
  const found: string[] = []
  for (const { name } of parseRestrictions(value)) {
    // What follows is never reached.
    if (name === 'permit' || name === 'reject' || name === 'defer') break
    const isTable = name.includes(':') || name.includes('/')
    const isNumber = /^\d+$/.test(name)
    if (
      !isTable &&
      !isNumber &&
      !restrictionNames.has(name) &&
      !classes.some((one) => one.toLowerCase() === name)
    )
      found.push(name)
  }
  return found
}

interface Logged {
  readonly since: number
  readonly evidence: readonly Evidence[]
}

function complaints(log: MailLog): Map<string, Logged> {
  const found = new Map<string, Logged>()
  for (const { text, firstAt, lastExample } of log.messages) {
    const name = /unknown smtpd restriction: "([^"]{1,200})"/.exec(text)?.[1]
    if (name !== undefined) found.set(name.toLowerCase(), { since: firstAt, evidence: [lastExample] })
  }
  return found
}
