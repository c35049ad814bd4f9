import { sendsDirectly } from '../../../collect/dns/visible-addresses.ts'
import { heloName } from '../../../collect/mail/helo-name.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

const localNames = new Set(['localhost', 'localhost.localdomain', 'localdomain'])

/** The name given in EHLO has no dot, or is the machine's own "localhost": strict receivers refuse it. */
export const identityHeloNotFqdn = condition({
  id: 'identity-helo-not-fqdn',
  topic: 'delivery',
  severity: 'high',
  needs: { helo: heloName, direct: sendsDirectly },
  detect: ({ helo, direct }) => {
    if (helo.status === 'absent') return notApplicable('no program here sends mail to other servers')
    const name = helo.value
    const isLiteral = /^\[.+\]$/.test(name)
    if ((name.includes('.') || isLiteral) && !localNames.has(name)) return fine(helo.evidence, name)
    return problem({
      subject: name,
      confidence: 'certain',
      // One's own relay host knows one by log-in or address, not by this name.
      severity: direct.status === 'absent' ? 'low' : 'high',
      evidence: helo.evidence,
      marks: ['reason:bad-helo', 'parameter:myhostname', 'parameter:smtp_helo_name'],
    })
  },
  explains: explainsRefusals(['bad-helo']),
  mistakenFor: [
    {
      condition: 'identity-helo-unresolvable',
      toldApartBy: { en: 'the name has no domain at all', zh: '该名称根本没有域名部分' },
    },
  ],
  texts: {
    en: {
      title: 'The server introduces itself as "{subject}", which is not a full host name',
      because:
        'In EHLO this server gives the name {subject}. Receivers that demand a fully qualified name answer 504 ' +
        '"need fully-qualified hostname"; others count it as a sign of spam.',
      allClear: 'the EHLO name {subject} is a full host name',
    },
    zh: {
      title: '服务器在 EHLO 中自称“{subject}”，不是完整主机名',
      because:
        '本服务器的 EHLO 名称是 {subject}。要求完整域名的收件方会回复 504（need fully-qualified hostname）；其他收件方会视为垃圾邮件特征。',
      allClear: 'EHLO 名称 {subject} 是完整主机名',
    },
  },
  fix: [
    {
      do: {
        en: 'Set myhostname to the name that the PTR of the sending address has',
        zh: '把 myhostname 设为发信地址 PTR 所指的名称',
      },
      command: "postconf -e 'myhostname = mail.example.com' && systemctl reload postfix",
      risk: 'reload',
    },
  ],
  verify: ['postconf myhostname smtp_helo_name'],
  references: ['https://www.postfix.org/postconf.5.html#myhostname'],
})
