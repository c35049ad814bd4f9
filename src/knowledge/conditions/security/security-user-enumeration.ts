import { probedDomain } from '../../../collect/mail/probed-domain.ts'
import { inventedRecipient } from '../../../collect/servers/relay-recipients.ts'
import { replyTo, type StrangerAnswers, strangerAnswers } from '../../../collect/servers/stranger-answers.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** VRFY or EXPN tell strangers who has a mailbox (RFC 5321 §3.5.3 allows to refuse both). */
export const securityUserEnumeration = condition({
  id: 'security-user-enumeration',
  topic: 'security',
  severity: 'low',
  needs: { domains: probedDomain, answers: strangerAnswers },
  detect: ({ domains, answers }) => {
    if (answers.status === 'absent' || domains.status === 'absent') return notApplicable('no MX host answers')
    const [domain = ''] = domains.value
    return answers.value.map((one) => judge(one, domain))
  },
  texts: {
    en: {
      title: '{subject} tells strangers who exists, by {command}',
      because:
        '{subject} answers {command} for an address that exists otherwise than for one that does not. Spammers and ' +
        'password guessers collect addresses that way, faster than by trying to deliver.',
      allClear: '{subject} does not answer VRFY and EXPN with who exists',
    },
    zh: {
      title: '{subject} 通过 {command} 告诉陌生人哪些用户存在',
      because:
        '{subject} 对存在与不存在的地址给出不同的 {command} 应答。垃圾邮件发送者和密码猜测者借此收集地址，比尝试投递更快。',
      allClear: '{subject} 不会用 VRFY 和 EXPN 泄露用户是否存在',
    },
  },
  fix: [
    {
      do: {
        en: 'Postfix: switch VRFY off (EXPN does not exist there)',
        zh: 'Postfix：关闭 VRFY（Postfix 没有 EXPN）',
      },
      command: "postconf -e 'disable_vrfy_command = yes' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only security-user-enumeration'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc5321#section-7.3',
    'https://www.postfix.org/postconf.5.html#disable_vrfy_command',
  ],
})

function judge(answers: StrangerAnswers, domain: string): Verdict {
  const { host: subject, dialogue } = answers
  if (dialogue.status === 'unknown') return couldNotTell(dialogue.because, subject)
  const real = replyTo(answers, `VRFY postmaster@${domain}`)
  const invented = replyTo(answers, `VRFY ${inventedRecipient(domain)}`)
  const expanded = replyTo(answers, `EXPN postmaster@${domain}`)
  if (real === undefined && expanded === undefined)
    return couldNotTell({ code: 'failed', text: `${subject} ended the dialogue before VRFY` }, subject)
  // Put off, or refused for the EHLO name: it was not VRFY that was answered.
  if ([real, expanded].some((reply) => /^4|^504/.test(reply ?? '')))
    return couldNotTell({ code: 'refused', text: `${subject} did not let us ask: ${real ?? ''}` }, subject)
  // 252 means "cannot verify"; it tells as soon as it is not the answer to everything.
  const tells = /^25[012]/.test(real ?? '') && /^55[0-4]/.test(invented ?? '')
  const lists = /^250/.test(expanded ?? '')
  const evidence = dialogue.status === 'known' ? dialogue.evidence.slice(0, 1) : []
  if (!tells && !lists) return fine(evidence, subject)
  const text = tells ? `VRFY → ${real} / ${invented}` : `EXPN → ${expanded}`
  return problem({
    subject,
    confidence: 'certain',
    evidence: evidence.map((one) => ({ ...one, text })),
    values: { command: tells ? 'VRFY' : 'EXPN' },
    marks: ['port:25'],
  })
}
