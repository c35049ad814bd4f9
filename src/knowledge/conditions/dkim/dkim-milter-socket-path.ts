import { opendkimSocket } from '../../../collect/filters/opendkim-socket.ts'
import { postfixFilterEndpoints } from '../../../collect/postfix/filter-endpoints.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** OpenDKIM runs and waits at one socket, Postfix (often in its chroot) asks another. */
export const dkimMilterSocketPath = condition({
  id: 'dkim-milter-socket-path',
  topic: 'delivery',
  severity: 'high',
  needs: { socket: opendkimSocket, filters: postfixFilterEndpoints },
  detect: ({ socket, filters }) => {
    if (socket.status === 'absent' || filters.status === 'absent')
      return notApplicable('OpenDKIM has no socket here')
    const asked = filters.value.filter(
      ({ use, endpoint }) => use === 'milter' && (endpoint.socketPath ?? '').includes('opendkim'),
    )
    if (asked.length === 0) return notApplicable('Postfix asks no socket of OpenDKIM')
    return asked.map(({ endpoint, state, evidence }) => {
      const missing = state.status === 'known' && state.value.state === 'missing'
      const elsewhere = endpoint.socketPath !== socket.value.path
      if (!missing || !elsewhere || !socket.value.exists) return fine(evidence, endpoint.text)
      return problem({
        subject: endpoint.text,
        confidence: 'certain',
        evidence: [
          ...evidence,
          ...socket.value.evidence,
          ...(state.status === 'known' ? state.value.evidence : []),
        ],
        values: { asked: endpoint.socketPath ?? '', socket: socket.value.path },
        marks: [
          `socket:${endpoint.socketPath ?? ''}`,
          `socket:${endpoint.text}`,
          `milter:${endpoint.text}`,
          'parameter:smtpd_milters',
        ],
      })
    })
  },
  explains: [
    { condition: 'queue-milter-unreachable' },
    { condition: 'queue-milter-silently-accepting' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
  ],
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: {
        en: 'OpenDKIM runs and has its socket elsewhere',
        zh: 'OpenDKIM 在运行，只是套接字在别处',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix looks for OpenDKIM at the wrong socket',
      because:
        'Postfix asks {asked} (named {subject}), which does not exist; OpenDKIM waits at {socket}. A chrooted smtpd sees ' +
        'only what is below the queue directory.',
      allClear: 'Postfix and OpenDKIM use the same socket',
    },
    zh: {
      title: 'Postfix 使用了错误的 OpenDKIM 套接字',
      because:
        'Postfix 查找 {asked}（配置为 {subject}），该套接字不存在；OpenDKIM 在 {socket} 等待。chroot 中的 smtpd 只能看到队列目录之下的内容。',
      allClear: 'Postfix 与 OpenDKIM 使用同一套接字',
    },
  },
  fix: [
    {
      do: {
        en: 'In /etc/opendkim.conf set: Socket local:{asked} and let Postfix into its group',
        zh: '在 /etc/opendkim.conf 中设置：Socket local:{asked}，并把 postfix 加入其组',
      },
      command:
        'adduser postfix opendkim && install -d -o opendkim -g postfix -m 0750 "$(dirname {asked})" && systemctl restart opendkim postfix',
      risk: 'restart',
    },
  ],
  verify: ['ls -l {asked}'],
  references: ['https://wiki.debian.org/opendkim'],
})
