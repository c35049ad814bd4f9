import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { localAliases } from '../../../collect/postfix/role-addresses.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** postmaster and root have no alias: reports, complaints and cron's mail reach nobody. RFC 2142, RFC 5321 §4.5.1. */
export const recipientRoleAddressesMissing = condition({
  id: 'recipient-role-addresses-missing',
  topic: 'monitoring',
  severity: 'low',
  needs: { configuration: postfixConfiguration, aliases: localAliases },
  detect: ({ configuration, aliases }) => {
    if (configuration.status === 'absent' || aliases.status === 'absent')
      return notApplicable('no local aliases here')
    if ((configuration.value.value('mydestination') ?? '').trim() === '')
      return notApplicable('nothing is delivered locally')
    const missing = ['postmaster', 'root'].filter((name) => !aliases.value.has(name))
    if (missing.length === 0) return fine(aliases.evidence)
    return problem({
      subject: missing.join(', '),
      confidence: 'certain',
      evidence: aliases.evidence,
      marks: missing.map((name) => `user:${name}`),
    })
  },
  explains: [
    {
      condition: 'recipient-role-addresses-refused',
      when: (cause, effect) => cause.marks.some((mark) => effect.subject.startsWith(`${mark.slice(5)}@`)),
    },
  ],
  texts: {
    en: {
      title: 'Nobody reads mail for {subject}',
      because:
        'The alias tables have no entry for {subject}. Mail from cron, bounces and complaints of other postmasters pile ' +
        'up in a mailbox of this machine, or are refused.',
      allClear: 'postmaster and root have readers',
    },
    zh: {
      title: '没有人阅读发给 {subject} 的邮件',
      because:
        '别名表中没有 {subject} 的条目。cron 的邮件、退信和其他管理员的投诉会堆积在本机邮箱中，或被拒收。',
      allClear: 'postmaster 和 root 的邮件有人阅读',
    },
  },
  fix: [
    {
      do: { en: 'Name a person who reads them in /etc/aliases', zh: '在 /etc/aliases 中指定阅读者' },
      command: "printf 'postmaster: root\\nroot: YOU@example.org\\n' >> /etc/aliases && newaliases",
      risk: 'none',
    },
  ],
  verify: ['postalias -q postmaster /etc/aliases'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc2142',
    'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.1',
  ],
})
