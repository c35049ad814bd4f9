import { type TlsOffers, tlsOffers } from '../../../collect/servers/tls-offers.ts'
import { condition, notApplicable } from '../../condition.ts'
import { judgeOffers, type WeakOffer } from '../../tls-offer-verdicts.ts'

/** The server does not know secure renegotiation (RFC 5746, 2010): OpenSSL 3 refuses to speak to it. */
export const tlsLegacyRenegotiation = condition({
  id: 'tls-legacy-renegotiation',
  topic: 'client',
  severity: 'medium',
  needs: { offers: tlsOffers },
  detect: ({ offers }) =>
    offers.status === 'absent'
      ? notApplicable('no TLS service answers here')
      : judgeOffers(offers.value, withoutSignal),
  texts: {
    en: {
      title: '{subject} does not support secure renegotiation',
      because:
        'The TLS of {subject} on port {ports} answers without the extension of RFC 5746. Programs with OpenSSL 3 end the ' +
        'handshake ("unsafe legacy renegotiation disabled"), and an attacker could put words before a client’s own.',
      allClear: '{subject} supports secure renegotiation, or TLS 1.3 only',
    },
    zh: {
      title: '{subject} 不支持安全重新协商',
      because:
        '{subject} 在端口 {ports} 的 TLS 没有 RFC 5746 扩展。使用 OpenSSL 3 的程序会中止握手（“unsafe legacy renegotiation disabled”），攻击者还可能在客户端的话之前插入内容。',
      allClear: '{subject} 支持安全重新协商，或只用 TLS 1.3',
    },
  },
  fix: [
    {
      do: {
        en: 'Update the TLS library or the device in front of the server: it is from before 2010',
        zh: '升级服务器或其前置设备的 TLS 库：它早于 2010 年',
      },
      risk: 'restart',
    },
  ],
  verify: ['openssl s_client -connect {subject}:{port} -tls1_2 </dev/null 2>&1 | grep -i renegotiation'],
  references: ['https://www.rfc-editor.org/rfc/rfc5746'],
})

function withoutSignal({ answers }: TlsOffers): WeakOffer[] {
  return answers.flatMap(({ hello, answer, evidence }) =>
    answer.taken && !answer.secureRenegotiation
      ? [{ text: answer.protocol, severity: 'medium' as const, answer: { hello, answer, evidence } }]
      : [],
  )
}
