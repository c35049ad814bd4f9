import { mtaStsTexts } from '../../../collect/authentication/policy-texts.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The TXT record that announces MTA-STS cannot be used: several, no id, another text. Senders go on without.
 * RFC 8461 §3.1.
 */
export const mtaStsRecordInvalid = condition({
  id: 'mta-sts-record-invalid',
  topic: 'configuration',
  severity: 'low',
  subjects: ownDomains,
  needs: { texts: mtaStsTexts },
  detect: ({ texts }, domain) => {
    if (texts.status === 'absent') return notApplicable(`${domain} does not use MTA-STS`)
    const announcing = texts.value.filter((text) => /^v=STSv1\s*(?:;|$)/.test(text))
    const meant = texts.value.filter((text) => /v\s*=\s*sts/i.test(text))
    const [only = ''] = announcing
    const faults = [
      ...(announcing.length > 1 ? [`${announcing.length} records, one is allowed`] : []),
      ...(announcing.length === 0 && meant.length > 0
        ? [`"${meant[0]?.slice(0, 80) ?? ''}" does not begin with v=STSv1;`]
        : []),
      ...(announcing.length === 1 && !/;\s*id\s*=\s*[A-Za-z0-9]{1,32}\s*(?:;|$)/.test(only)
        ? ['id= is missing, or is not 1 to 32 letters and digits']
        : []),
    ]
    if (faults.length === 0) return fine(texts.evidence)
    return problem({
      confidence: 'certain',
      evidence: texts.evidence,
      values: { faults: faults.join('; ') },
      marks: [],
    })
  },
  mistakenFor: [
    {
      condition: 'mta-sts-policy-mismatch',
      toldApartBy: { en: 'it is the DNS record, not the policy file', zh: '问题在 DNS 记录，而不是策略文件' },
    },
  ],
  texts: {
    en: {
      title: 'The MTA-STS record of {subject} cannot be used',
      because:
        'At _mta-sts.{subject} stands what senders cannot use: {faults}. They behave as if there were no policy, and mail may be read or led astray on its way.',
      allClear: 'the MTA-STS record of {subject} can be used',
    },
    zh: {
      title: '{subject} 的 MTA-STS 记录无法使用',
      because:
        '_mta-sts.{subject} 处的内容发件方无法使用：{faults}。它们会当作没有策略处理，邮件在途中可能被窃听或改道。',
      allClear: '{subject} 的 MTA-STS 记录可用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish exactly one TXT record at _mta-sts.{subject}: v=STSv1; id=20260101T000000;',
        zh: '在 _mta-sts.{subject} 只发布一条 TXT 记录：v=STSv1; id=20260101T000000;',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _mta-sts.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc8461#section-3.1'],
})
