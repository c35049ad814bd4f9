import { type DeliveryTrouble, deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { deliveryMarks, impactOf } from '../../delivery-symptom.ts'
import { firstFew, shortened } from '../../mail-share.ts'
import { nearestName } from '../../nearest-name.ts'

/** Mail providers that half of all mail goes to; mistyped most often. */
const wellKnown = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'yahoo.com',
  'ymail.com',
  'icloud.com',
  'me.com',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'gmx.net',
  'gmx.de',
  'gmx.com',
  'web.de',
  't-online.de',
  'freenet.de',
  'orange.fr',
  'free.fr',
  'laposte.net',
  'wanadoo.fr',
  'libero.it',
  'qq.com',
  '163.com',
  '126.com',
  'sina.com',
  'foxmail.com',
  'aliyun.com',
  'yandex.ru',
  'mail.ru',
  'comcast.net',
  'hotmail.co.uk',
  'yahoo.co.uk',
  'yahoo.co.jp',
  'bluewin.ch',
  'zoho.com',
  'fastmail.com',
] // prettier-ignore

/** When so many domains "do not exist" and none works, the resolver lies. */
const tooManyDomains = 3

/**
 * The domain of a recipient does not exist, or takes no mail: nearly always a slip of the pen. The most
 * similar domain that mail does go to is named. RFC 5321 §5.1: no MX and no address.
 */
export const recipientDomainTypo = condition({
  id: 'recipient-domain-typo',
  topic: 'delivery',
  severity: 'info',
  needs: { log: mailLog, troubles: deliveryTroubles },
  detect: ({ log, troubles }) => {
    if (log.status === 'absent' || troubles.status === 'absent')
      return notApplicable('this host has no mail log')
    const found = troubles.value.filter(isMissingDomain)
    const domains = new Set(found.flatMap((trouble) => trouble.domains))
    if (found.length === 0) return fine()
    if (domains.size >= tooManyDomains && !othersResolve(log.value)) return fine()
    return found.flatMap((trouble) =>
      trouble.domains.slice(0, 20).map((domain) => verdict(trouble, domain, log.value)),
    )
  },
  explains: [
    {
      condition: 'deliveries-rejected',
      when: (cause, effect) => effect.marks.includes(`domain:${cause.subject}`) && saysMissing(effect.marks),
    },
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) => effect.marks.includes(`domain:${cause.subject}`) && saysMissing(effect.marks),
    },
  ],
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: {
        en: 'the resolver answered: this name does not exist; others are found',
        zh: '解析器给出了答复：该域名不存在；其他域名可以解析',
      },
    },
  ],
  texts: {
    en: {
      title: 'The recipient domain {subject} does not exist',
      because:
        '{sender} wrote to {subject}, a domain without a mail server ({reply}). Most similar domain that mail ' +
        'does go to: {likely}. The server works; the address is mistyped.',
      allClear: 'the domains that mail goes to exist',
    },
    zh: {
      title: '收件人域名 {subject} 不存在',
      because:
        '{sender} 写信到 {subject}，该域名没有邮件服务器（{reply}）。最相似的可用域名：{likely}。服务器工作正常，是地址写错了。',
      allClear: '收件人域名均存在',
    },
  },
  fix: [
    {
      who: 'sender',
      do: {
        en: 'Write to the right address (similar: {likely}); the mail was returned and is not sent again by itself',
        zh: '改用正确的地址重新发送（相似域名：{likely}）；邮件已被退回，不会自动重发',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short MX {subject}', 'dig +short A {subject}'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
    'https://www.rfc-editor.org/rfc/rfc7505',
  ],
})

function isMissingDomain({ reading, local }: DeliveryTrouble): boolean {
  return !local && ['domain-unknown', 'domain-no-mail'].includes(reading.reason)
}

function saysMissing(marks: readonly string[]): boolean {
  return marks.includes('reason:domain-unknown') || marks.includes('reason:domain-no-mail')
}

function othersResolve(log: MailLog): boolean {
  return log.accepted.domains.some(({ local }) => !local)
}

function verdict(trouble: DeliveryTrouble, domain: string, log: MailLog) {
  const known = log.accepted.domains.map(({ name }) => name).filter((name) => name !== domain)
  // First what this host writes to: among equals, the first stays.
  const likely = nearestName(domain, [...known, ...wellKnown])
  return problem({
    subject: domain,
    confidence: 'likely',
    evidence: trouble.evidence,
    values: {
      likely: likely ?? '–',
      sender: firstFew(trouble.senders) || '<>',
      reply: shortened(trouble.reply),
    },
    marks: deliveryMarks(trouble),
    since: trouble.firstAt,
    impact: impactOf(trouble),
  })
}
