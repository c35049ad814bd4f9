import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { parseRestrictions } from '../../../collect/postfix/restrictions.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Postfix accepts a bare line feed as the end of a message, so that a second message can be smuggled in
 * with a forged sender (CVE-2023-51764). Whether the parameter is known tells it, back-ports included.
 */
export const securitySmtpSmuggling = condition({
  id: 'security-smtp-smuggling',
  topic: 'security',
  severity: 'low',
  needs: { configuration: postfixConfiguration },
  detect: ({ configuration }) => {
    if (configuration.status === 'absent') return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    // From files alone the default of this build is not known: distributions changed it in security updates.
    const value =
      postfix.explicit('smtpd_forbid_bare_newline')?.value ??
      (postfix.resolvedBy === 'postconf' ? postfix.value('smtpd_forbid_bare_newline') : undefined)
    const unauthPipelining =
      postfix.value('smtpd_forbid_unauth_pipelining') === 'yes' ||
      parseRestrictions(postfix.value('smtpd_data_restrictions') ?? '').some(
        ({ name }) => name === 'reject_unauth_pipelining',
      )
    if (value === undefined) return notApplicable('the default of this build is not known')
    const isProtected = /^(?:yes|normalize|reject|note)$/i.test(value)
    const evidence = postfix.evidence('smtpd_forbid_bare_newline', 'smtpd_forbid_unauth_pipelining')
    if (isProtected) return fine(evidence)
    return problem({
      subject: 'smtpd_forbid_bare_newline',
      confidence: 'certain',
      severity: unauthPipelining ? 'info' : 'low',
      evidence,
      values: { value },
      marks: ['parameter:smtpd_forbid_bare_newline'],
    })
  },
  texts: {
    en: {
      title: 'SMTP smuggling is possible: {subject} = {value}',
      because:
        'Postfix takes a bare line feed as the end of a message ({subject} = {value}). Together with some sending servers, ' +
        'an attacker can smuggle in a second message that passes SPF with a forged sender.',
      allClear: 'bare line feeds do not end a message',
    },
    zh: {
      title: '可能遭受 SMTP 走私攻击：{subject} = {value}',
      because:
        'Postfix 把单独的换行符当作邮件结束（{subject} = {value}）。与某些发信服务器配合，攻击者可夹带第二封以伪造发件人通过 SPF 的邮件。',
      allClear: '单独的换行符不会结束邮件',
    },
  },
  fix: [
    {
      do: { en: 'Have Postfix normalise line ends', zh: '让 Postfix 规范换行' },
      command:
        "postconf -e 'smtpd_forbid_bare_newline = normalize' 'smtpd_forbid_unauth_pipelining = yes' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['postconf smtpd_forbid_bare_newline'],
  references: ['https://www.postfix.org/smtp-smuggling.html'],
})
