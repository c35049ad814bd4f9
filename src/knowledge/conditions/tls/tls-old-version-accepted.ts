import { type TlsOffers, tlsOffers } from '../../../collect/servers/tls-offers.ts'
import { condition, notApplicable } from '../../condition.ts'
import { judgeOffers, type WeakOffer } from '../../tls-offer-verdicts.ts'

const old = /^(?:SSLv3|TLSv1|TLSv1\.1)$/

/**
 * A service still speaks TLS 1.0, 1.1 or SSLv3 (RFC 8996 retired them). Between servers, on port 25, old
 * encryption is better than none, so there it is a remark.
 */
export const tlsOldVersionAccepted = condition({
  id: 'tls-old-version-accepted',
  topic: 'security',
  severity: 'low',
  needs: { offers: tlsOffers },
  detect: ({ offers }) =>
    offers.status === 'absent'
      ? notApplicable('no TLS service answers here')
      : judgeOffers(offers.value, oldVersionsOf),
  mistakenFor: [
    {
      condition: 'tls-weak-cipher-accepted',
      toldApartBy: { en: 'the version is old, whatever the cipher', zh: '是协议版本过旧，与加密套件无关' },
    },
  ],
  texts: {
    en: {
      title: '{subject} still accepts {found}',
      because:
        'On port {ports}, {subject} takes {found} when a client offers nothing newer. These versions are retired ' +
        '(RFC 8996); audits and some programs object. On port 25 they do little harm: the other choice there is no TLS.',
      allClear: '{subject} accepts TLS 1.2 and newer only',
    },
    zh: {
      title: '{subject} 仍接受 {found}',
      because:
        '在端口 {ports}，当客户端只提供旧版本时，{subject} 会接受 {found}。这些版本已废止（RFC 8996），安全审计和部分程序会报错。在 25 端口危害不大：否则就是不加密。',
      allClear: '{subject} 只接受 TLS 1.2 及以上版本',
    },
  },
  fix: [
    {
      do: { en: 'Postfix: TLS 1.2 and newer for clients', zh: 'Postfix：客户端只用 TLS 1.2 及以上' },
      command: "postconf -e 'smtpd_tls_mandatory_protocols = >=TLSv1.2' && postfix reload",
      risk: 'reload',
    },
    {
      do: {
        en: 'Dovecot: ssl_min_protocol = TLSv1.2 in conf.d/10-ssl.conf',
        zh: 'Dovecot：在 conf.d/10-ssl.conf 设置 ssl_min_protocol = TLSv1.2',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['openssl s_client -connect {subject}:{port} -tls1_1 </dev/null'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc8996',
    'https://www.postfix.org/postconf.5.html#smtpd_tls_mandatory_protocols',
  ],
})

function oldVersionsOf({ port, answers }: TlsOffers): WeakOffer[] {
  return answers.flatMap(({ hello, answer, evidence }) => {
    if (!answer.taken || !old.test(answer.protocol)) return []
    const ssl = answer.protocol === 'SSLv3'
    const severity = port === 25 ? (ssl ? 'low' : 'info') : ssl ? 'medium' : 'low'
    return [{ text: answer.protocol, severity, answer: { hello, answer, evidence } }]
  })
}
