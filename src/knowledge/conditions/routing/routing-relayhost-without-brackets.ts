import { postfixSmarthost } from '../../../collect/postfix/smarthost.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * relayhost is written without brackets, and its credentials with them (or the other way round): Postfix
 * looks credentials up by the very text of the next hop, finds none, and does not log in. SASL_README.
 */
export const routingRelayhostWithoutBrackets = condition({
  id: 'routing-relayhost-without-brackets',
  topic: 'configuration',
  severity: 'medium',
  needs: { smarthost: postfixSmarthost },
  detect: ({ smarthost }) => {
    if (smarthost.status === 'absent') return notApplicable('mail does not go through a relayhost')
    const { text, host, port, credentialKeys, logsIn } = smarthost.value
    const written = text.toLowerCase()
    if (!logsIn || credentialKeys === undefined) return fine(smarthost.evidence, text)
    // smtp(8) tries the host name without port, too.
    if (credentialKeys.includes(written) || credentialKeys.includes(host))
      return fine(smarthost.evidence, text)
    const meant = credentialKeys.find((key) => withoutBrackets(key) === withoutBrackets(written))
    if (meant === undefined) return fine(smarthost.evidence, text)
    return problem({
      subject: text,
      confidence: 'certain',
      evidence: smarthost.evidence,
      values: { key: meant, better: meant.startsWith('[') ? meant : `[${host}]:${port}` },
      marks: [`host:${host}`, 'reason:auth-required', 'parameter:relayhost'],
    })
  },
  explains: [
    { condition: 'relay-smarthost-auth-missing', when: () => true },
    { condition: 'deliveries-deferred' },
    { condition: 'deliveries-rejected' },
  ],
  texts: {
    en: {
      title: 'relayhost is "{subject}", its credentials are kept under "{key}"',
      because:
        'Postfix looks credentials up by the exact text of relayhost. That is "{subject}", while the password table has ' +
        '"{key}": nothing is found, no log-in is tried, and the smarthost refuses. Without brackets, the MX of the name ' +
        'is used as well, which may be another host.',
      allClear: 'relayhost and the key of its credentials are the same',
    },
    zh: {
      title: 'relayhost 为“{subject}”，而其凭据保存在“{key}”之下',
      because:
        'Postfix 按 relayhost 的原文查找凭据。原文是“{subject}”，而密码表中是“{key}”：查不到，不会尝试登录，中继主机因此拒绝。不带方括号时还会使用该名称的 MX，可能是另一台主机。',
      allClear: 'relayhost 与其凭据的键一致',
    },
  },
  fix: [
    {
      do: { en: 'Write both alike, in brackets', zh: '两处统一，并加方括号' },
      command: "postconf -e 'relayhost = {better}' && postfix reload && postqueue -f",
      risk: 'reload',
    },
  ],
  verify: ['postconf relayhost smtp_sasl_password_maps'],
  references: ['https://www.postfix.org/SASL_README.html#client_sasl_enable'],
})

function withoutBrackets(key: string): string {
  return key.replaceAll(/[[\]]/g, '').replace(/:25$/, '')
}
