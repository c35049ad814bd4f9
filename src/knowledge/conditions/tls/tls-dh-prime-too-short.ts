import { type TlsOffers, tlsOffers } from '../../../collect/servers/tls-offers.ts'
import { condition, notApplicable } from '../../condition.ts'
import { judgeOffers, type WeakOffer } from '../../tls-offer-verdicts.ts'

/** RFC 9325 §4.2: 2048 bits and more. Primes of 1024 bits and less fell to Logjam (CVE-2015-4000). */
const leastBits = 2048
const brokenBits = 1024

/** A service agrees on keys over a Diffie-Hellman prime that is too short. */
export const tlsDhPrimeTooShort = condition({
  id: 'tls-dh-prime-too-short',
  topic: 'security',
  severity: 'medium',
  needs: { offers: tlsOffers },
  detect: ({ offers }) =>
    offers.status === 'absent'
      ? notApplicable('no TLS service answers here')
      : judgeOffers(offers.value, shortPrimesOf),
  mistakenFor: [
    {
      condition: 'tls-dh-key-too-small',
      toldApartBy: {
        en: 'it is this server’s own prime, not that of a server to which it delivers',
        zh: '是本服务器自己的素数，而不是它投递到的对方服务器的',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} uses a short Diffie-Hellman prime: {found}',
      because:
        'On port {ports}, {subject} agrees on keys over a prime of {found}. OpenSSL 3 of current systems refuses fewer ' +
        'than 2048 bits ("dh key too small"), and short primes can be broken.',
      allClear: '{subject} uses primes of 2048 bits or more, or curves only',
    },
    zh: {
      title: '{subject} 使用过短的 Diffie-Hellman 素数：{found}',
      because:
        '在端口 {ports}，{subject} 使用 {found} 的素数协商密钥。现今系统的 OpenSSL 3 拒绝短于 2048 位的素数（“dh key too small”），且短素数可被破解。',
      allClear: '{subject} 使用 2048 位以上的素数或只用椭圆曲线',
    },
  },
  fix: [
    {
      do: {
        en: 'Postfix: let it use its built-in 2048-bit group (3.7 and newer) or a new one',
        zh: 'Postfix：使用内置的 2048 位参数（3.7 及以上）或新生成的参数',
      },
      command: 'postconf -# smtpd_tls_dh1024_param_file && postfix reload',
      risk: 'reload',
    },
    {
      do: { en: 'Dovecot: make new parameters (ssl_dh)', zh: 'Dovecot：生成新的参数（ssl_dh）' },
      command: 'openssl dhparam -out /etc/dovecot/dh.pem 4096 && doveadm reload',
      risk: 'reload',
    },
  ],
  verify: [
    'openssl s_client -connect {subject}:{port} -tls1_2 -cipher DHE </dev/null 2>/dev/null | grep "Temp Key"',
  ],
  references: ['https://www.rfc-editor.org/rfc/rfc9325#section-4.2', 'https://weakdh.org/'],
})

function shortPrimesOf({ answers }: TlsOffers): WeakOffer[] {
  return answers.flatMap(({ hello, answer, evidence }) => {
    const bits = answer.taken ? answer.primeBits : undefined
    if (bits === undefined || bits >= leastBits) return []
    const severity = bits <= brokenBits ? 'medium' : 'low'
    return [{ text: `${bits} bits`, severity, answer: { hello, answer, evidence } }]
  })
}
