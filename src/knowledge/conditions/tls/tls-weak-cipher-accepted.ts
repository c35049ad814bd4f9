import { type TlsOffers, tlsOffers } from '../../../collect/servers/tls-offers.ts'
import { condition, notApplicable } from '../../condition.ts'
import { judgeOffers, type WeakOffer } from '../../tls-offer-verdicts.ts'

/** A service takes a cipher suite that protects nothing or little (RFC 9325 §4.1). */
export const tlsWeakCipherAccepted = condition({
  id: 'tls-weak-cipher-accepted',
  topic: 'security',
  severity: 'medium',
  needs: { offers: tlsOffers },
  detect: ({ offers }) =>
    offers.status === 'absent'
      ? notApplicable('no TLS service answers here')
      : judgeOffers(offers.value, weakSuitesOf),
  mistakenFor: [
    {
      condition: 'tls-old-version-accepted',
      toldApartBy: { en: 'TLS 1.2 was offered; the cipher is weak', zh: '提供的是 TLS 1.2，弱的是加密套件' },
    },
  ],
  texts: {
    en: {
      title: '{subject} accepts weak encryption: {found}',
      because:
        'On port {ports}, {subject} takes {found} when a client offers it. Who can change the handshake, or waits long ' +
        'enough, reads the mail and passwords.',
      allClear: '{subject} refuses weak cipher suites',
    },
    zh: {
      title: '{subject} 接受弱加密：{found}',
      because:
        '在端口 {ports}，只要客户端提供，{subject} 就会接受 {found}。能干预握手或长期监听的人可读取邮件与密码。',
      allClear: '{subject} 拒绝弱加密套件',
    },
  },
  fix: [
    {
      do: { en: 'Postfix: only strong suites', zh: 'Postfix：只用强套件' },
      command:
        "postconf -e 'smtpd_tls_mandatory_ciphers = medium' 'smtpd_tls_exclude_ciphers = eNULL, EXPORT, RC4, DES, 3DES' && postfix reload",
      risk: 'reload',
    },
    {
      do: {
        en: 'Dovecot: remove your own ssl_cipher_list; the default is good',
        zh: 'Dovecot：删除自定义的 ssl_cipher_list，默认值即可',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only tls-weak-cipher-accepted'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc9325#section-4.1',
    'https://www.postfix.org/postconf.5.html#smtpd_tls_exclude_ciphers',
  ],
})

function weakSuitesOf({ port, answers }: TlsOffers): WeakOffer[] {
  return answers.flatMap(({ hello, answer, evidence }) => {
    if (!answer.taken || (hello.ciphers !== 'weak' && hello.ciphers !== 'broken')) return []
    const onlyShortBlocks = /3DES|IDEA/.test(answer.cipher)
    const severity = port === 25 ? (onlyShortBlocks ? 'info' : 'low') : onlyShortBlocks ? 'low' : 'medium'
    return [{ text: answer.cipher, severity, answer: { hello, answer, evidence } }]
  })
}
