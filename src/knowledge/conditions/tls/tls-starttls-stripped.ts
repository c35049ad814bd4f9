import { type ExchangerDialogue, exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { serverId } from '../../../collect/servers/outside-probes.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** How Cisco's SMTP inspection and its like overwrite what they do not want to be seen. */
const overwrittenWord = /^X{4,}/i
const overwrittenGreeting = /^220[ -]\*{8,}/

/** Something before the server overwrites STARTTLS: mail goes in clear although the server has TLS. */
export const tlsStarttlsStripped = condition({
  id: 'tls-starttls-stripped',
  topic: 'security',
  severity: 'high',
  needs: { exchangers: exchangerDialogues },
  detect: ({ exchangers }) =>
    exchangers.status === 'absent' ? notApplicable('no MX host answers') : exchangers.value.map(judge),
  explains: [{ condition: 'service-tls-failing', when: (cause, effect) => cause.subject === effect.subject }],
  mistakenFor: [
    {
      condition: 'service-tls-failing',
      toldApartBy: {
        en: 'the reply to EHLO is overwritten ({word}); a server without TLS just leaves the word out',
        zh: 'EHLO 应答被改写（{word}）；没有 TLS 的服务器只是不列出该关键字',
      },
    },
  ],
  texts: {
    en: {
      title: 'Something in front of {subject} removes STARTTLS',
      because:
        'The reply to EHLO of {subject} is overwritten: {word}. A firewall that "inspects" SMTP does that. Mail is ' +
        'delivered in clear, and servers that demand TLS (MTA-STS, DANE) do not deliver at all.',
      allClear: 'the reply to EHLO of {subject} is whole',
    },
    zh: {
      title: '{subject} 前面的设备去除了 STARTTLS',
      because:
        '{subject} 的 EHLO 应答被改写：{word}。对 SMTP 做“检查”的防火墙会这样做。邮件以明文投递，要求 TLS 的服务器（MTA-STS、DANE）则完全不投递。',
      allClear: '{subject} 的 EHLO 应答完整',
    },
  },
  fix: [
    {
      do: {
        en: 'Switch SMTP inspection off in that firewall (Cisco ASA: no inspect esmtp)',
        zh: '在该防火墙上关闭 SMTP 检查（Cisco ASA：no inspect esmtp）',
      },
      risk: 'none',
    },
  ],
  verify: ['swaks --server {host} --quit-after EHLO'],
  references: ['https://www.postfix.org/postconf.5.html#smtp_pix_workarounds'],
})

function judge({ host, address, dialogue }: ExchangerDialogue): Verdict {
  const subject = serverId({ host, address, port: 25 })
  if (dialogue.status !== 'known')
    return couldNotTell({ code: 'failed', text: `${subject} was not asked` }, subject)
  const {
    greeting = '',
    capabilities,
    capabilitiesBeforeTls = capabilities,
    end,
    error,
    tls,
  } = dialogue.value
  const word =
    capabilitiesBeforeTls.find((one) => overwrittenWord.test(one)) ??
    (overwrittenGreeting.test(greeting) ? greeting.slice(0, 40) : undefined)
  const offered = capabilitiesBeforeTls.some((one) => one.startsWith('STARTTLS'))
  if (tls !== undefined || offered) return fine(dialogue.evidence, subject)
  if (end !== 'tls-not-offered' && end !== 'completed')
    return couldNotTell({ code: 'failed', text: `${subject}: ${error ?? end}` }, subject)
  if (word === undefined) return fine(dialogue.evidence, subject)
  return problem({
    subject,
    confidence: 'certain',
    evidence: dialogue.evidence.map((one) => ({
      ...one,
      text: capabilitiesBeforeTls.join(', ') || greeting,
    })),
    values: { word, host },
    marks: ['port:25'],
  })
}
