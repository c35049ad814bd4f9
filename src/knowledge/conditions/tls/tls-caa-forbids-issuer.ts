import { certificationAuthorityAuthorization } from '../../../collect/dns/certification-authority-authorization.ts'
import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** The names that authorities publish for CAA, by how their certificates name them. */
const authorities: readonly { readonly issuer: RegExp; readonly names: readonly string[] }[] = [
  { issuer: /O=Let's Encrypt/i, names: ['letsencrypt.org'] },
  {
    issuer: /O=ZeroSSL|O=Sectigo|O=COMODO/i,
    names: ['sectigo.com', 'comodoca.com', 'usertrust.com', 'comodo.com'],
  },
  {
    issuer: /O=DigiCert|O=GeoTrust|O=Thawte|RapidSSL/i,
    names: ['digicert.com', 'symantec.com', 'geotrust.com', 'rapidssl.com', 'thawte.com', 'www.digicert.com'],
  },
  { issuer: /O=GlobalSign/i, names: ['globalsign.com'] },
  { issuer: /O=Google Trust Services/i, names: ['pki.goog'] },
  { issuer: /O=GoDaddy|O=Starfield/i, names: ['godaddy.com', 'starfieldtech.com'] },
  { issuer: /O=Buypass/i, names: ['buypass.com', 'buypass.no'] },
  { issuer: /O=Amazon/i, names: ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'] },
]

/**
 * CAA records of the MX host forbid the authority whose certificate it shows: the next renewal will be refused.
 * RFC 8659.
 */
export const tlsCaaForbidsIssuer = condition({
  id: 'tls-caa-forbids-issuer',
  topic: 'downtime',
  severity: 'medium',
  needs: { allowed: certificationAuthorityAuthorization, dialogues: exchangerDialogues },
  detect: ({ allowed, dialogues }) => {
    if (allowed.status === 'absent' || dialogues.status === 'absent')
      return notApplicable('no CAA record limits the MX hosts')
    return allowed.value.flatMap(({ host, at, issuers, evidence }) => {
      const seen = dialogues.value.find((one) => one.host === host && one.dialogue.status === 'known')
      const chain = seen?.dialogue.status === 'known' ? seen.dialogue.value.tls : undefined
      const [leaf] = chain?.chain ?? []
      // Only of public authorities whose CAA names are known anything can be said.
      const authority = authorities.find(({ issuer }) => leaf !== undefined && issuer.test(leaf.issuer))
      if (leaf === undefined || chain?.verified !== true || authority === undefined) return []
      if (authority.names.some((name) => issuers.includes(name))) return [fine(evidence, host)]
      return [
        problem({
          subject: host,
          confidence: 'likely',
          evidence,
          values: {
            at,
            issuer: leaf.issuer,
            allowed: issuers.length === 0 ? '-' : issuers.join(', '),
            name: authority.names[0] ?? '',
          },
          marks: [],
        }),
      ]
    })
  },
  mistakenFor: [
    {
      condition: 'tls-cert-expired',
      toldApartBy: { en: 'the certificate is still good', zh: '证书目前仍有效' },
    },
  ],
  texts: {
    en: {
      title: 'CAA records forbid the authority that {subject} has its certificate from',
      because:
        'The certificate of {subject} is from {issuer}; the CAA records at {at} allow only: {allowed}. The authority must refuse the next renewal, and then the certificate runs out.',
      allClear: 'CAA records allow the authority of {subject}',
    },
    zh: {
      title: 'CAA 记录禁止为 {subject} 签发证书的机构',
      because:
        '{subject} 的证书由 {issuer} 签发；而 {at} 的 CAA 记录只允许：{allowed}。该机构下次续期时必须拒绝，证书随后会过期。',
      allClear: 'CAA 记录允许 {subject} 的证书机构',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Add at {at}: CAA 0 issue "{name}", or get the certificate from an authority that is allowed',
        zh: '在 {at} 添加：CAA 0 issue "{name}"，或改用允许的机构签发证书',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {at} CAA'],
  references: ['https://www.rfc-editor.org/rfc/rfc8659'],
})
