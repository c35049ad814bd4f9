import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A DMARC text exists and receivers cannot use it: wrong place, two records, no policy, a typo. */
export const dmarcRecordInvalid = condition({
  id: 'dmarc-record-invalid',
  topic: 'delivery',
  severity: 'medium',
  subjects: ownDomains,
  needs: { published: dmarcPublished },
  detect: ({ published }, domain) => {
    if (published.status === 'absent') return notApplicable(`${domain} could not be looked up`)
    const { at, record, competing, misplaced } = published.value
    // A record above belongs to the organisation; it is judged there.
    const own = at === domain ? record : undefined
    const unusable = [
      ...(at === domain && competing.length > 0
        ? [`there are ${competing.length} records, one is allowed`]
        : []),
      ...(own?.errors.filter((error) => /^p=/.test(error)) ?? []),
      ...(own === undefined ? misplaced.map(({ name, text }) => `at ${name}: "${text.slice(0, 120)}"`) : []),
    ]
    const minor = own?.errors.filter((error) => !/^p=/.test(error)) ?? []
    const faults = [...unusable, ...minor]
    if (faults.length === 0) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      severity: unusable.length > 0 ? 'medium' : 'low',
      evidence: published.evidence,
      values: {
        faults: faults.join('; '),
        effect:
          unusable.length > 0
            ? 'Receivers treat the domain as one without a policy'
            : 'Receivers ignore that part',
        effectZh: unusable.length > 0 ? '收件方会视该域名没有策略' : '收件方会忽略这一部分',
      },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dmarc-missing',
      toldApartBy: { en: 'there is a text, and it cannot be used', zh: '有文本，但无法使用' },
    },
  ],
  texts: {
    en: {
      title: 'The DMARC record of {subject} has an error',
      because: 'What is published as DMARC for {subject} is not as it must be: {faults}. {effect}.',
      allClear: 'the DMARC record of {subject} can be used',
    },
    zh: {
      title: '{subject} 的 DMARC 记录有错误',
      because: '为 {subject} 发布的 DMARC 内容不符合要求：{faults}。{effectZh}。',
      allClear: '{subject} 的 DMARC 记录可用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Keep exactly one TXT record at _dmarc.{subject}, beginning with v=DMARC1; p=none|quarantine|reject, and rua=mailto:…',
        zh: '在 _dmarc.{subject} 只保留一条 TXT 记录，以 v=DMARC1; p=none|quarantine|reject 开头，rua=mailto:…',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _dmarc.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9989'],
})
