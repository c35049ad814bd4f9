import { wildcards } from '../../../collect/dns/wildcard.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'

/**
 * A wildcard gives MX or SPF to names that do not exist: mail to misspelt names is taken and lost, and names such
 * as _dmarc and _mta-sts are answered with what does not belong there. RFC 4592.
 */
export const dnsWildcardMail = condition({
  id: 'dns-wildcard-mail',
  topic: 'configuration',
  severity: 'low',
  subjects: ownDomains,
  needs: { found: wildcards },
  detect: ({ found }, domain) => {
    if (found.status === 'absent') return fine(found.evidence)
    // An empty SPF for all names below, or a null MX, forbids mail from them: that is meant.
    const open = found.value.filter(
      ({ data }) => !data.every((one) => /^v=spf1 +-all *$/i.test(one) || one === '0 .'),
    )
    const [first] = open
    if (first === undefined) return fine(found.evidence)
    return problem({
      confidence: 'certain',
      evidence: open.flatMap(({ evidence }) => evidence),
      values: { type: first.type, data: first.data.join(', ').slice(0, 200) },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'Every name under {subject} has {type} records by a wildcard',
      because:
        'The zone answers any name below {subject} with {type} {data}. Mail to misspelt names is taken instead of returned at once, and records that are looked for by name (_dmarc, _mta-sts, DKIM selectors) get answers that are none.',
      allClear: '{subject} has no wildcard for mail',
    },
    zh: {
      title: '{subject} 下的所有名称都因通配符而有 {type} 记录',
      because:
        '该区域对 {subject} 下的任何名称都回答 {type} {data}。发往拼错名称的邮件会被接收而不是立即退回；按名称查找的记录（_dmarc、_mta-sts、DKIM 选择器）会得到无意义的应答。',
      allClear: '{subject} 没有影响邮件的通配符',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Delete the record *.{subject} of type {type}, and write records for the names that are in use',
        zh: '删除 {type} 类型的 *.{subject} 记录，只为实际使用的名称写记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short no-such-name.{subject} {type}'],
  references: ['https://www.rfc-editor.org/rfc/rfc4592'],
})
