import { tlsReportingTexts } from '../../../collect/authentication/policy-texts.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The record that asks for TLS reports cannot be used: several, or no destination. RFC 8460 §3.
 */
export const tlsrptRecordInvalid = condition({
  id: 'tlsrpt-record-invalid',
  topic: 'monitoring',
  severity: 'low',
  subjects: ownDomains,
  needs: { texts: tlsReportingTexts },
  detect: ({ texts }, domain) => {
    if (texts.status === 'absent') return notApplicable(`${domain} asks for no TLS reports`)
    const asking = texts.value.filter((text) => /^v=TLSRPTv1\s*(?:;|$)/.test(text))
    const meant = texts.value.filter((text) => /tlsrpt/i.test(text))
    const [only = ''] = asking
    const faults = [
      ...(asking.length > 1 ? [`${asking.length} records, one is allowed`] : []),
      ...(asking.length === 0 && meant.length > 0 ? ['it does not begin with v=TLSRPTv1;'] : []),
      ...(asking.length === 1 &&
      !/;\s*rua\s*=\s*(?:mailto:[^\s,;@]{1,64}@[^\s,;@]{1,253}|https:\/\/)/.test(only)
        ? ['rua= is missing, or is neither mailto: nor https:']
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
  mistakenFor: [{ condition: 'tlsrpt-missing', toldApartBy: { en: 'there is a record', zh: '记录存在' } }],
  texts: {
    en: {
      title: 'The TLS-RPT record of {subject} cannot be used',
      because: 'At _smtp._tls.{subject} stands what senders cannot use: {faults}. No reports come.',
      allClear: 'the TLS-RPT record of {subject} can be used',
    },
    zh: {
      title: '{subject} 的 TLS-RPT 记录无法使用',
      because: '_smtp._tls.{subject} 处的内容发件方无法使用：{faults}。因此收不到报告。',
      allClear: '{subject} 的 TLS-RPT 记录可用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish exactly one TXT record at _smtp._tls.{subject}: v=TLSRPTv1; rua=mailto:tls@{subject}',
        zh: '在 _smtp._tls.{subject} 只发布一条 TXT 记录：v=TLSRPTv1; rua=mailto:tls@{subject}',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _smtp._tls.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc8460#section-3'],
})
