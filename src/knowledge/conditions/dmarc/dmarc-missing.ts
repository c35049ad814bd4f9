import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/** No DMARC policy for a mail domain, nor above it. Large receivers demand one from bulk senders. */
export const dmarcMissing = condition({
  id: 'dmarc-missing',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { published: dmarcPublished, exchangers: mailExchangers },
  detect: ({ published, exchangers }, domain) => {
    if (published.status === 'absent') return notApplicable(`${domain} could not be looked up`)
    if (published.value.record !== undefined || published.value.misplaced.length > 0)
      return fine(published.evidence)
    if (exchangers.status === 'absent' || exchangers.value.source !== 'mx')
      return notApplicable(`${domain} has no MX`)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      marks: [`sender-domain:${domain}`, 'reason:unauthenticated'],
    })
  },
  explains: explainsRefusals(['unauthenticated']),
  mistakenFor: [
    {
      condition: 'dmarc-record-invalid',
      toldApartBy: { en: 'there is no record at all', zh: '根本没有记录' },
    },
  ],
  texts: {
    en: {
      title: '{subject} has no DMARC record',
      because:
        'The DNS has no DMARC policy for {subject}. Mail still flows, but Google, Yahoo and Microsoft demand one ' +
        'from senders of many mails, and without reports nobody tells you who sends in your name.',
      allClear: '{subject} has a DMARC record',
    },
    zh: {
      title: '{subject} 没有 DMARC 记录',
      because:
        'DNS 中没有 {subject} 的 DMARC 策略。邮件仍可收发，但 Google、Yahoo 和 Microsoft 要求大量发信者必须有；没有报告，您也无从得知谁在冒用您的域名。',
      allClear: '{subject} 有 DMARC 记录',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish a TXT record at _dmarc.{subject}: v=DMARC1; p=none; rua=mailto:dmarc@{subject}',
        zh: '在 _dmarc.{subject} 发布 TXT 记录：v=DMARC1; p=none; rua=mailto:dmarc@{subject}',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _dmarc.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9989', 'https://support.google.com/mail/answer/81126'],
})
