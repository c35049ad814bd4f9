import { daneOfHosts } from '../../../collect/authentication/dane.ts'
import { mtaSts } from '../../../collect/authentication/mta-sts.ts'
import { tlsReporting } from '../../../collect/authentication/tls-reporting.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** MTA-STS or DANE is in use without TLS reports: failures of senders stay unseen. RFC 8460. */
export const tlsrptMissing = condition({
  id: 'tlsrpt-missing',
  topic: 'monitoring',
  severity: 'info',
  subjects: ownDomains,
  needs: { reporting: tlsReporting },
  optional: { sts: mtaSts, hosts: daneOfHosts },
  detect: ({ reporting, sts, hosts }, domain) => {
    if (reporting.status === 'known') return fine(reporting.evidence)
    const dane = hosts.status === 'known' && hosts.value.some(({ domains }) => domains.includes(domain))
    if (sts.status !== 'known' && !dane) return notApplicable(`${domain} uses neither MTA-STS nor DANE`)
    return problem({ confidence: 'certain', evidence: reporting.evidence, marks: [] })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: '{subject} gets no reports about failed TLS',
      because:
        'Senders must verify TLS to {subject} (MTA-STS or DANE), but no TLS-RPT record asks them to report ' +
        'failures. A wrong certificate or policy would stay unseen until somebody misses mail.',
      allClear: '{subject} asks for TLS reports',
    },
    zh: {
      title: '{subject} 收不到 TLS 失败报告',
      because:
        '发往 {subject} 的邮件必须验证 TLS（MTA-STS 或 DANE），但没有 TLS-RPT 记录要求发件方报告失败。证书或策略出错时，要等到有人发现丢信才会知道。',
      allClear: '{subject} 已要求 TLS 报告',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish a TXT record at _smtp._tls.{subject}: v=TLSRPTv1; rua=mailto:tls@{subject}',
        zh: '在 _smtp._tls.{subject} 发布 TXT 记录：v=TLSRPTv1; rua=mailto:tls@{subject}',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _smtp._tls.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc8460'],
})
