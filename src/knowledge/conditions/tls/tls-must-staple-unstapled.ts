import {
  byCertificate,
  certificatesInUse,
  isForClients,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { servedMarks } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** The certificate tells clients to insist on a stapled OCSP answer (RFC 7633), and none is sent. */
export const tlsMustStapleUnstapled = condition({
  id: 'tls-must-staple-unstapled',
  topic: 'client',
  severity: 'medium',
  needs: { certificates: certificatesInUse },
  detect: ({ certificates }) =>
    certificates.status === 'absent'
      ? notApplicable('no certificate here')
      : byCertificate(certificates.value.served).map(judge),
  texts: {
    en: {
      title: 'The certificate for {subject} demands OCSP stapling, and {services} do not staple',
      because:
        'The certificate carries "must staple": clients that obey refuse a connection without an OCSP answer. Neither ' +
        'Postfix nor Dovecot can send one, so such a certificate is of no use for mail.',
      allClear: 'the certificate for {subject} does not demand what the services cannot give',
    },
    zh: {
      title: '{subject} 的证书要求 OCSP 装订，而 {services} 没有装订',
      because:
        '该证书带有“must staple”：遵守它的客户端会拒绝没有 OCSP 应答的连接。Postfix 和 Dovecot 都不能发送，因此这种证书不适合邮件服务。',
      allClear: '{subject} 的证书没有提出服务无法满足的要求',
    },
  },
  fix: [
    {
      do: { en: 'Get a certificate without must-staple', zh: '重新申请不带 must-staple 的证书' },
      command: 'certbot certonly --force-renewal -d {subject}   # without --must-staple',
      risk: 'none',
    },
  ],
  verify: ['openssl s_client -connect {endpoint} -status </dev/null 2>/dev/null | grep "OCSP response"'],
  references: ['https://www.rfc-editor.org/rfc/rfc7633'],
})

function judge(group: readonly ServedCertificate[]): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no certificate here')
  const subject = first.leaf.names[0] ?? first.leaf.subject
  const unstapled = first.leaf.mustStaple ? group.filter(({ tls }) => !tls.stapled) : []
  if (unstapled.length === 0) return fine(first.evidence, subject)
  return problem({
    subject,
    confidence: 'certain',
    severity: unstapled.some(isForClients) ? 'medium' : 'low',
    evidence: unstapled.flatMap(({ evidence }) => evidence),
    values: {
      services: unstapled.map(({ service }) => service.id).join(', '),
      endpoint: first.evidence[0]?.where ?? '',
    },
    marks: servedMarks(unstapled, []),
  })
}
