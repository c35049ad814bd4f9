import type { Evidence } from '../../../access/answer.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import {
  byCertificate,
  certificatesInUse,
  filesOf,
  isForClients,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { servedMarks, sharesCertificate } from '../../certificate-marks.ts'
import { refusedByClients } from '../../certificate-refusals.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT(_LOCALLY). */
const issuerMissing = /UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/

/** Authorities whose root certificates all mail programs have, as issuers name themselves. */
const publicAuthority =
  /Let's Encrypt|ZeroSSL|Sectigo|DigiCert|GlobalSign|Google Trust|GoDaddy|Buypass|Actalis|SSL\.com|Certum|Entrust|GEANT|HARICA|SwissSign|TrustAsia|Amazon/i

/** RFC 8446 §4.4.2: the server sends its certificate and those between it and the root. */
export const tlsChainIncomplete = condition({
  id: 'tls-chain-incomplete',
  topic: 'client',
  severity: 'high',
  needs: { certificates: certificatesInUse },
  optional: { log: mailLog },
  detect: ({ certificates, log }) => {
    if (certificates.status === 'absent') return notApplicable('no certificate here')
    const refusals = log.status === 'known' ? refusedByClients(log.value, 'unknown-ca') : []
    return byCertificate(certificates.value.served).map((group) => judge(group, refusals))
  },
  explains: [
    { condition: 'logins-failing' },
    { condition: 'service-tls-failing' },
    { condition: 'client-autodiscovery-broken', when: sharesCertificate },
  ],
  mistakenFor: [
    {
      condition: 'tls-snakeoil-in-production',
      toldApartBy: {
        en: 'the certificate is signed by another one ({issuer}), which is not sent along; it is not self-signed',
        zh: '该证书由另一张证书（{issuer}）签发但未一并发送；它不是自签名证书',
      },
    },
  ],
  texts: {
    en: {
      title: 'The certificate for {subject} is sent without its intermediate certificate',
      because:
        '{services} send only their own certificate. It was issued by "{issuer}", which clients do not have, so ' +
        'they cannot follow it to a root that they trust. Some programs work (they remember the missing one), phones ' +
        'and strict servers do not.',
      allClear: 'the certificate for {subject} comes with its chain',
    },
    zh: {
      title: '{subject} 的证书缺少中间证书',
      because:
        '{services} 只发送了自己的证书。它由“{issuer}”签发，而客户端没有这张中间证书，无法追溯到受信任的根证书。有些程序能用（缓存过），手机和严格的服务器则不行。',
      allClear: '{subject} 的证书链完整',
    },
  },
  fix: [
    {
      do: {
        en: 'Configure the file that holds the whole chain (fullchain.pem) in place of {path}',
        zh: '把 {path} 换成包含完整证书链的文件（fullchain.pem）',
      },
      command: 'grep -rn {path} /etc/postfix /etc/dovecot',
      risk: 'none',
    },
    { do: { en: 'Load it', zh: '重新加载' }, command: 'systemctl reload postfix dovecot', risk: 'reload' },
  ],
  verify: [
    'openssl s_client -connect {endpoint} -servername {subject} </dev/null 2>/dev/null | grep "Verify return code"',
  ],
  references: [
    'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
    'https://www.postfix.org/TLS_README.html#server_cert_key',
  ],
})

function judge(group: readonly ServedCertificate[], refusals: readonly Evidence[]): Verdict {
  const incomplete = group.filter(lacksIssuer)
  const [first] = incomplete
  const [any] = group
  if (any === undefined) return notApplicable('no certificate here')
  const subject = any.leaf.names[0] ?? any.leaf.subject
  if (first === undefined) return fine(any.evidence, subject)
  const shown = incomplete.find(isForClients) ?? first
  const { leaf } = first
  // A private authority that signs without intermediates looks the same, and its devices know it.
  const distinctive = leaf.issuerUrl !== undefined || publicAuthority.test(leaf.issuer) || refusals.length > 0
  return problem({
    subject,
    confidence: distinctive ? 'likely' : 'possible',
    severity: distinctive && incomplete.some(isForClients) ? 'high' : 'low',
    evidence: [...incomplete.flatMap((one) => one.evidence), ...refusals],
    values: {
      services: incomplete.map(({ service }) => service.id).join(', '),
      issuer: leaf.issuer,
      path: filesOf(first)[0]?.certificatePath ?? 'the certificate file',
      endpoint: shown.evidence[0]?.where ?? '',
    },
    marks: servedMarks(incomplete, ['unknown-ca', 'bad-certificate', 'certificate-unknown']),
  })
}

function lacksIssuer({ tls, leaf }: ServedCertificate): boolean {
  const [, next] = tls.chain
  const sentAlong = next !== undefined && next.subject === leaf.issuer
  return !tls.verified && !leaf.selfIssued && !sentAlong && issuerMissing.test(tls.verifyError ?? '')
}
