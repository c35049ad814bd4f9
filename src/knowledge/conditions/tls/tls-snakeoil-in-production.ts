import type { Fact } from '../../../collect/fact.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { heloName } from '../../../collect/mail/helo-name.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import {
  byCertificate,
  certificatesInUse,
  coversName,
  filesOf,
  isForClients,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { servedMarks, sharesCertificate } from '../../certificate-marks.ts'
import { refusedByClients } from '../../certificate-refusals.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Severity } from '../../verdict.ts'

/** What Debian's ssl-cert and Dovecot's packages make at installation, so that TLS works at all. */
const madeByPackage =
  /\/ssl-cert-snakeoil\.pem$|^\/etc\/dovecot\/private\/dovecot\.pem$|^\/etc\/dovecot\/dovecot\.pem$/

/** A self-signed certificate that nobody trusts; above all the one that the packages come with. */
export const tlsSnakeoilInProduction = condition({
  id: 'tls-snakeoil-in-production',
  topic: 'client',
  severity: 'high',
  needs: { certificates: certificatesInUse },
  optional: { domains: ownDomains, helo: heloName, log: mailLog },
  detect: ({ certificates, domains, helo, log }) => {
    if (certificates.status === 'absent') return notApplicable('no certificate here')
    const inUse = domains.status === 'known'
    const refusals = log.status === 'known' ? refusedByClients(log.value, 'unknown-ca') : []
    return byCertificate(certificates.value.served).flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const subject = first.leaf.names[0] ?? first.leaf.subject
      if (first.tls.verified || !first.leaf.selfIssued) return [fine(first.evidence, subject)]
      return [
        problem({
          subject,
          confidence: 'certain',
          severity: severityOf(group, inUse, refusals.length > 0 || !fits(first, helo)),
          evidence: [...group.flatMap((one) => one.evidence), ...refusals],
          values: {
            services: group.map(({ service }) => service.id).join(', '),
            path: filesOf(first)[0]?.certificatePath ?? 'the configured file',
            endpoint: (group.find(isForClients) ?? first).evidence[0]?.where ?? '',
          },
          marks: servedMarks(group, ['unknown-ca', 'bad-certificate', 'certificate-unknown']),
        }),
      ]
    })
  },
  explains: [
    { condition: 'logins-failing' },
    { condition: 'client-autodiscovery-broken', when: sharesCertificate },
  ],
  mistakenFor: [
    {
      condition: 'tls-chain-incomplete',
      toldApartBy: {
        en: 'the certificate is signed by itself; there is no other one to send along',
        zh: '该证书是自签名的，没有可以一并发送的上级证书',
      },
    },
  ],
  texts: {
    en: {
      title: 'A self-signed certificate is in use on {services}',
      because:
        '{services} show a certificate that nobody signed but itself ({path}). Mail programs warn or refuse. ' +
        'On port 25 other servers take it, as they encrypt without verifying.',
      allClear: 'the certificate for {subject} is not self-signed',
    },
    zh: {
      title: '{services} 正在使用自签名证书',
      because:
        '{services} 出示的是自签名证书（{path}）。邮件客户端会警告或拒绝。25 端口上其他服务器会接受，因为它们只加密不验证。',
      allClear: '{subject} 的证书不是自签名证书',
    },
  },
  fix: [
    {
      do: {
        en: 'Get a certificate from an authority that mail programs know, for the name that people use',
        zh: '为用户所用的名称向受信任的证书机构申请证书',
      },
      command: 'certbot certonly --standalone -d NAME',
      risk: 'none',
    },
    {
      do: {
        en: 'Configure it in Postfix (smtpd_tls_chain_files or smtpd_tls_cert_file) and Dovecot (ssl_cert or ssl_server_cert_file), then reload',
        zh: '在 Postfix（smtpd_tls_chain_files 或 smtpd_tls_cert_file）和 Dovecot（ssl_cert 或 ssl_server_cert_file）中配置，然后重新加载',
      },
      command: 'systemctl reload postfix dovecot',
      risk: 'reload',
    },
  ],
  verify: ['openssl s_client -connect {endpoint} </dev/null 2>/dev/null | grep "Verify return code"'],
  references: ['https://www.postfix.org/TLS_README.html#server_cert_key'],
})

/**
 * On a server of people it hurts; one without domains of its own is not yet in use. A certificate that
 * somebody made himself, for the right name, may be known to his devices, unless they say that it is not.
 */
function severityOf(group: readonly ServedCertificate[], inUse: boolean, refused: boolean): Severity {
  if (!group.some(isForClients) || !inUse) return 'low'
  const untouched = group.some((one) =>
    filesOf(one).some(({ certificatePath }) => madeByPackage.test(certificatePath)),
  )
  if (untouched) return 'high'
  return refused ? 'medium' : 'low'
}

function fits({ leaf }: ServedCertificate, helo: Fact<string>): boolean {
  return helo.status !== 'known' || leaf.names.some((name) => coversName(name, helo.value))
}
