import { heloAddresses } from '../../../collect/dns/helo-addresses.ts'
import { sendsDirectly } from '../../../collect/dns/visible-addresses.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/** The full name given in EHLO does not exist in the DNS: strict receivers refuse it. */
export const identityHeloUnresolvable = condition({
  id: 'identity-helo-unresolvable',
  topic: 'delivery',
  severity: 'medium',
  needs: { helo: heloAddresses, direct: sendsDirectly },
  detect: ({ helo, direct }) => {
    if (helo.status === 'absent') return notApplicable('no program here sends mail to other servers')
    const { name, addresses } = helo.value
    if (!name.includes('.') || name.startsWith('[') || name === 'localhost.localdomain')
      return notApplicable('the name is not a full host name')
    if (addresses.status === 'unknown') return couldNotTell(addresses.because, name)
    const evidence = [...helo.evidence, ...addresses.evidence]
    if (addresses.status === 'known') return fine(evidence, name)
    return problem({
      subject: name,
      confidence: 'certain',
      severity: direct.status === 'absent' ? 'low' : 'medium',
      evidence,
      marks: ['reason:bad-helo', 'parameter:myhostname', 'parameter:smtp_helo_name'],
    })
  },
  explains: explainsRefusals(['bad-helo']),
  mistakenFor: [
    {
      condition: 'identity-helo-not-fqdn',
      toldApartBy: {
        en: 'the name is a full one; it does not exist in the DNS',
        zh: '名称完整，但 DNS 中不存在',
      },
    },
  ],
  texts: {
    en: {
      title: 'The server introduces itself as {subject}, which does not exist in the DNS',
      because:
        'In EHLO this server gives the name {subject}, which has no A or AAAA record. Receivers that look it up ' +
        'answer "Helo command rejected: Host not found" and refuse or put off its mail.',
      allClear: 'the EHLO name {subject} exists in the DNS',
    },
    zh: {
      title: '服务器在 EHLO 中自称 {subject}，但 DNS 中不存在该名称',
      because:
        '本服务器的 EHLO 名称 {subject} 没有 A 或 AAAA 记录。会查询该名称的收件方会回复“Helo command rejected: Host not found”，拒收或推迟邮件。',
      allClear: 'EHLO 名称 {subject} 在 DNS 中存在',
    },
  },
  fix: [
    {
      do: {
        en: 'Give the name that the PTR of the sending address has; smtp_helo_name follows myhostname unless it is set',
        zh: '改用发信地址 PTR 所指的名称；smtp_helo_name 未设置时等于 myhostname',
      },
      command: 'postconf -n myhostname smtp_helo_name',
      risk: 'none',
    },
    {
      do: {
        en: 'Where smtp_helo_name is set wrongly, remove it',
        zh: '如果 smtp_helo_name 设置有误，将其删除',
      },
      command: 'postconf -X smtp_helo_name && systemctl reload postfix',
      risk: 'reload',
    },
    {
      who: 'DNS admin',
      do: { en: 'Or publish an A or AAAA record for {subject}', zh: '或为 {subject} 发布 A/AAAA 记录' },
      risk: 'none',
    },
  ],
  verify: ['postconf smtp_helo_name', 'dig +short {subject} A'],
  references: ['https://www.postfix.org/postconf.5.html#reject_unknown_helo_hostname'],
})
