import { byServer, clientSettings } from '../../../collect/clients/client-settings.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { settingName } from '../../client-setting-state.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** What is published tells mail programs to log in without TLS (RFC 8314 §3: they must not). */
export const clientSettingsUnencrypted = condition({
  id: 'client-settings-unencrypted',
  topic: 'security',
  severity: 'medium',
  subjects: ownDomains,
  needs: { settings: clientSettings },
  detect: ({ settings }) => {
    if (settings.status === 'absent') return notApplicable('nothing is published for mail programs')
    return byServer(settings.value).map((group) => {
      const subject = settingName(group)
      const plain = group.filter(({ security }) => security === 'none')
      const [first] = plain
      if (first === undefined)
        return fine(
          group.flatMap(({ evidence }) => evidence),
          subject,
        )
      return problem({
        subject,
        confidence: 'certain',
        // Where the same document offers TLS as well, programs prefer that.
        severity: settings.value.some((one) => one.protocol === first.protocol && one.security !== 'none')
          ? 'low'
          : 'medium',
        evidence: first.evidence,
        values: { sources: [...new Set(plain.map(({ source }) => source))].join(', ') },
        marks: [`port:${first.port}`],
      })
    })
  },
  mistakenFor: [
    {
      condition: 'security-cleartext-auth-offered',
      toldApartBy: {
        en: 'it is what programs are told, whatever the server allows',
        zh: '这是告诉客户端的设置，与服务器是否允许无关',
      },
    },
  ],
  texts: {
    en: {
      title: 'Mail programs are told to use {subject} without encryption',
      because:
        '{sources} tell mail programs to connect to {subject} without TLS: passwords and mail can be read on the way.',
      allClear: 'mail programs are told to use TLS with {subject}',
    },
    zh: {
      title: '邮件客户端被告知不加密使用 {subject}',
      because: '{sources} 让邮件客户端不使用 TLS 连接 {subject}：密码和邮件可能在途中被读取。',
      allClear: '邮件客户端被告知对 {subject} 使用 TLS',
    },
  },
  fix: [
    {
      do: {
        en: 'Publish IMAP on 993 and submission on 465 with SSL/TLS in its place',
        zh: '改为发布使用 SSL/TLS 的 IMAP（993）和提交（465）',
      },
      risk: 'none',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only client-settings-unencrypted'],
  references: ['https://www.rfc-editor.org/rfc/rfc8314#section-3'],
})
