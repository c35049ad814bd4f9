import { tlsOffers } from '../../../collect/servers/tls-offers.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** What came in clear in the packet of STARTTLS is carried out inside TLS (CVE-2011-0411 and successors). */
export const securityStarttlsInjection = condition({
  id: 'security-starttls-injection',
  topic: 'security',
  severity: 'high',
  needs: { offers: tlsOffers },
  detect: ({ offers }) => {
    if (offers.status === 'absent') return notApplicable('no TLS service answers here')
    const tested = offers.value.flatMap((one) =>
      one.injection === undefined ? [] : [{ ...one, ...one.injection }],
    )
    if (tested.length === 0) return notApplicable('no STARTTLS service answers here')
    return tested.map(({ id, host, port, answered, evidence }) =>
      answered
        ? problem({
            subject: id,
            confidence: 'certain',
            evidence,
            values: { host, port },
            marks: [`port:${port}`],
          })
        : fine(evidence, id),
    )
  },
  texts: {
    en: {
      title: '{subject} carries out commands from before TLS',
      because:
        'A command that was sent in clear, in the same packet as STARTTLS, was answered inside TLS. Anybody on the way ' +
        'can put commands before those of a client, and so catch its mail or its password (CVE-2011-0411).',
      allClear: '{subject} throws away what came before TLS',
    },
    zh: {
      title: '{subject} 会执行 TLS 之前的命令',
      because:
        '与 STARTTLS 同一数据包、以明文发送的命令在 TLS 内得到了应答。途中的任何人都能在客户端命令之前插入命令，从而截获邮件或密码（CVE-2011-0411）。',
      allClear: '{subject} 丢弃 TLS 之前收到的内容',
    },
  },
  fix: [
    {
      do: {
        en: 'Update the mail server program, or the proxy in front of it',
        zh: '升级邮件服务器程序或其前置代理',
      },
      command: 'apt-get update && apt-get install --only-upgrade postfix dovecot-core',
      risk: 'restart',
    },
    {
      do: {
        en: 'Until then let clients use TLS from the first byte (465, 993)',
        zh: '在此之前让客户端使用直接 TLS（465、993）',
      },
      risk: 'none',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only security-starttls-injection'],
  references: ['https://www.postfix.org/CVE-2011-0411.html', 'https://nostarttls.secvuln.info/'],
})
