import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const isFullName =
  /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/
const isLocal = /\.(?:local|localdomain|lan|internal|home|invalid)$|^localhost\./i

/**
 * An MX host greets with a name that is none of the internet, or that leads elsewhere. Receivers of mail do not
 * care; where the same server also sends, its EHLO name is usually the same. RFC 5321 §4.3.1.
 */
export const identityGreetingName = condition({
  id: 'identity-greeting-name',
  topic: 'configuration',
  severity: 'info',
  needs: { dialogues: exchangerDialogues },
  detect: ({ dialogues }) => {
    if (dialogues.status === 'absent') return notApplicable('there is no MX host')
    const byHost = Map.groupBy(dialogues.value, ({ host }) => host)
    return [...byHost].flatMap(([host, held]) => {
      const greetings = held.flatMap(({ dialogue }) =>
        dialogue.status === 'known' ? (dialogue.value.greeting ?? []) : [],
      )
      const [greeting] = greetings
      if (greeting === undefined) return []
      const name = /^220[ -]+(\S{1,255})/.exec(greeting)?.[1] ?? ''
      const evidence = held
        .flatMap(({ dialogue }) => (dialogue.status === 'known' ? dialogue.evidence : []))
        .slice(0, 2)
      // Some hide behind stars on purpose (Cisco), or say only "ESMTP".
      if (isFullName.test(name) && !isLocal.test(name)) return [fine(evidence, host)]
      return [
        problem({
          subject: host,
          confidence: 'certain',
          evidence,
          values: { name: name.slice(0, 80), greeting: greeting.slice(0, 120) },
          marks: [],
        }),
      ]
    })
  },
  mistakenFor: [
    {
      condition: 'identity-helo-not-fqdn',
      toldApartBy: { en: 'the greeting shows it, from outside', zh: '从外部的问候语即可看出' },
    },
  ],
  texts: {
    en: {
      title: '{subject} greets with "{name}", which is no full name',
      because:
        'The server {subject} says: {greeting}. A full host name belongs there; where the server sends mail with the same name, receivers refuse it.',
      allClear: '{subject} greets with a full name',
    },
    zh: {
      title: '{subject} 的问候语用了 “{name}”，不是完整名称',
      because:
        '服务器 {subject} 的问候为：{greeting}。此处应是完整的主机名；如果它用同样的名称发信，收件方会拒收。',
      allClear: '{subject} 的问候语使用完整名称',
    },
  },
  fix: [
    {
      do: {
        en: 'Set the host name of the mail server to the name that its address has in the DNS',
        zh: '把邮件服务器的主机名设为其地址在 DNS 中的名称',
      },
      command: 'postconf -e myhostname={subject} && systemctl restart postfix',
      risk: 'restart',
    },
  ],
  verify: ['nc {subject} 25'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-4.3.1'],
})
