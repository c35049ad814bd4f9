import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * DMARC without rua: nobody learns who sends in the domain’s name, nor which own mail fails.
 */
export const dmarcNoReports = condition({
  id: 'dmarc-no-reports',
  topic: 'monitoring',
  severity: 'info',
  subjects: ownDomains,
  needs: { published: dmarcPublished },
  detect: ({ published }, domain) => {
    const record = published.status === 'known' ? published.value.record : undefined
    if (published.status === 'absent' || record === undefined)
      return notApplicable(`${domain} has no DMARC record`)
    if (record.reportTo.length > 0) return fine(published.evidence)
    return problem({ confidence: 'certain', evidence: published.evidence, marks: [] })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: '{subject} asks for no DMARC reports',
      because:
        'The DMARC record of {subject} has no rua=: the daily reports, which show who sends in its name and what of your own mail fails, go to nobody.',
      allClear: '{subject} asks for DMARC reports',
    },
    zh: {
      title: '{subject} 没有要求 DMARC 报告',
      because:
        '{subject} 的 DMARC 记录没有 rua=：每日报告（显示谁以其名义发信、自己的哪些邮件失败）无人接收。',
      allClear: '{subject} 要求了 DMARC 报告',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Add rua=mailto:dmarc@{subject} to the record, a mailbox that a program reads',
        zh: '在记录中加入 rua=mailto:dmarc@{subject}，并由程序读取该邮箱',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _dmarc.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9990'],
})
