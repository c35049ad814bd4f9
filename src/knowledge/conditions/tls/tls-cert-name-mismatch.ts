import {
  byCertificate,
  type CertificatesInUse,
  certificatesInUse,
  coversName,
  isForClients,
  leafOnDisk,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { type ClientNames, clientNames } from '../../../collect/tls/client-names.ts'
import { servedMarks, sharesCertificate } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** RFC 6125: a client that was told "mail.example.org" wants that name in the certificate. */
export const tlsCertNameMismatch = condition({
  id: 'tls-cert-name-mismatch',
  topic: 'client',
  severity: 'high',
  needs: { certificates: certificatesInUse, names: clientNames },
  detect: ({ certificates, names }) => {
    if (certificates.status === 'absent' || names.status === 'absent')
      return notApplicable('no certificate here')
    const groups = byCertificate(certificates.value.served.filter(isForClients))
    return groups.map((group) => judge(group, certificates.value, names.value))
  },
  explains: [
    { condition: 'logins-failing' },
    { condition: 'client-autodiscovery-broken', when: sharesCertificate },
  ],
  mistakenFor: [
    {
      condition: 'tls-cert-expired',
      toldApartBy: {
        en: 'the certificate is valid by date; it is the name that does not fit',
        zh: '证书在有效期内，不符的是名称',
      },
    },
  ],
  texts: {
    en: {
      title: 'The certificate on {services} is not for this server’s name',
      because:
        '{services} show a certificate for {subject}. This server is known as {names}, and none of these is in ' +
        'it: mail programs that connect by such a name warn or refuse.',
      allClear: 'the certificate for {subject} fits a name of this server',
    },
    zh: {
      title: '{services} 上的证书与本服务器名称不符',
      because:
        '{services} 出示的证书属于 {subject}，而本服务器的名称为 {names}，均不在证书内：以这些名称连接的邮件客户端会警告或拒绝。',
      allClear: '{subject} 的证书与本服务器名称相符',
    },
  },
  fix: [
    {
      do: {
        en: 'Get a certificate with all names that people use (certbot shown)',
        zh: '申请包含用户所用全部名称的证书（以 certbot 为例）',
      },
      command: 'certbot certonly --expand -d {name} -d {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'Or tell people to enter {subject} as the server’s name, if that name leads here',
        zh: '或者让用户把服务器名称填写为 {subject}（前提是该名称指向本机）',
      },
      risk: 'none',
    },
  ],
  verify: [
    'openssl s_client -connect {endpoint} -servername {name} -verify_hostname {name} </dev/null 2>/dev/null | grep "Verif"',
  ],
  references: [
    'https://www.rfc-editor.org/rfc/rfc6125',
    'https://www.postfix.org/postconf.5.html#tls_server_sni_maps',
  ],
})

function judge(
  group: readonly ServedCertificate[],
  { configured }: CertificatesInUse,
  { names, certificateNames, evidence }: ClientNames,
): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no certificate here')
  const { leaf } = first
  const programs = new Set(group.map(({ service }) => service.program))
  const subject = leaf.names[0] ?? leaf.subject
  // Names that are asked for by SNI may have certificates of their own.
  const others = configured
    .filter(({ program }) => programs.has(program))
    .flatMap((one) => [...one.forNames, ...(leafOnDisk(one)?.names ?? [])])
  const covered = [...leaf.names, ...others]
  const usable = names.find((name) => covered.some((one) => coversName(one.replace(/^\./, '*.'), name)))
  // A name of its own that leads here may be the one that people were told; nobody else can know.
  const alternative = leaf.names.find((name) => certificateNames.includes(name) || name.startsWith('*.'))
  if (leaf.selfIssued) return notApplicable('a self-signed certificate is untrusted, whatever its name')
  if (names.length === 0) return notApplicable('this host has no public name')
  if (usable !== undefined || alternative !== undefined) return fine(first.evidence, subject)
  return problem({
    subject,
    confidence: 'likely',
    evidence: [...group.flatMap((one) => one.evidence), ...evidence],
    values: {
      services: group.map((one) => one.service.id).join(', '),
      names: names.join(', '),
      name: names[0] ?? '',
      endpoint: first.evidence[0]?.where ?? '',
    },
    marks: servedMarks(group, ['bad-certificate', 'certificate-unknown']),
  })
}
