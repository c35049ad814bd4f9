import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotProtocols, dovecotSockets } from '../../../collect/dovecot/listeners.ts'
import { dovecotState } from '../../../collect/dovecot/state.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { octalMode } from '../../../collect/sockets/access.ts'
import { type RequiredSocket, requiredSockets } from '../../../collect/sockets/required-sockets.ts'
import type { DeliveryGroup, MailLog } from '../../../logs/mail-log.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/** Postfix hands mail to Dovecot's LMTP at a socket that it cannot reach: the queue grows, mailboxes do not. */
export const dovecotLmtpUnreachable = condition({
  id: 'dovecot-lmtp-unreachable',
  topic: 'delivery',
  severity: 'critical',
  needs: { sockets: requiredSockets },
  optional: { state: dovecotState, configuration: dovecotConfiguration, log: mailLog },
  detect: ({ sockets, state, configuration, log }) => {
    const asked = sockets.status === 'known' ? sockets.value.filter(({ use }) => use === 'lmtp') : []
    if (asked.length === 0) return notApplicable('Postfix hands no mail to an LMTP socket')
    const stopped = state.status === 'known' && !state.value.running
    const settings = configuration.status === 'known' ? configuration.value : undefined
    const protocols = settings === undefined ? undefined : dovecotProtocols(settings)
    return asked.map((socket) => {
      const { socketPath, named, user, access, evidence } = socket
      if (access.access === 'unknown') return couldNotTell(access.because, socketPath)
      const notEnabled = protocols?.includes('lmtp') === false
      const refused = log.status === 'known' ? refusedDelivery(log.value, named) : undefined
      const obstacle = obstacleOf(socket, stopped || notEnabled || refused !== undefined)
      if (obstacle === undefined) return fine(evidence, socketPath)
      const missingProtocol = access.access !== 'denied' && notEnabled
      const listener =
        settings === undefined
          ? undefined
          : dovecotSockets(settings).find((one) => one.socketPath === socketPath)
      const place = listener?.path === undefined ? 'Dovecot' : `${listener.path}:${listener.line ?? 1}`
      return problem({
        subject: socketPath,
        confidence: 'certain',
        evidence: [
          ...evidence,
          ...(refused === undefined ? [] : [refused.lastExample]),
          ...(missingProtocol && settings !== undefined ? settings.evidence('protocols') : []),
        ],
        values: {
          named,
          user,
          place,
          obstacle: missingProtocol ? `${obstacle}: the protocol lmtp is not enabled in Dovecot` : obstacle,
        },
        marks: [`socket:${named}`, `socket:${socketPath}`],
      })
    })
  },
  explains: [{ condition: 'deliveries-deferred' }],
  mistakenFor: [
    {
      condition: 'dovecot-stopped',
      toldApartBy: {
        en: 'Dovecot runs; only this socket is out of reach',
        zh: 'Dovecot 正在运行，只是无法访问此套接字',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix cannot hand mail to Dovecot at {subject}',
      because:
        'Mail for local mailboxes goes to the LMTP socket {named} ({subject}); {obstacle}. It waits in the queue, ' +
        'nothing is lost yet.',
      allClear: 'Postfix reaches the LMTP socket {subject}',
    },
    zh: {
      title: 'Postfix 无法通过 {subject} 把邮件交给 Dovecot',
      because:
        '投递到本地邮箱的邮件经由 LMTP 套接字 {named}（{subject}），但是：{obstacle}。邮件在队列中等待，尚未丢失。',
      allClear: 'Postfix 可以访问 LMTP 套接字 {subject}',
    },
  },
  fix: [
    {
      do: {
        en: 'In {place}, have: service lmtp { unix_listener {subject} { mode = 0600, user = {user}, group = {user} } } with each setting on its own line, and lmtp among the protocols (Debian: package dovecot-lmtpd)',
        zh: '在 {place} 中写入：service lmtp { unix_listener {subject} { mode = 0600, user = {user}, group = {user} } }，每个设置单独一行，并在 protocols 中包含 lmtp（Debian 软件包 dovecot-lmtpd）',
      },
      risk: 'none',
    },
    {
      do: { en: 'Restart Dovecot', zh: '重启 Dovecot' },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
    { do: { en: 'Then let the queue run', zh: '然后让队列重新投递' }, command: 'postqueue -f', risk: 'none' },
  ],
  verify: ['ls -l {subject}', 'postqueue -p | tail -1'],
  references: ['https://doc.dovecot.org/main/howto/lmtp/postfix.html'],
})

/** Mail that still waits because this socket refused it. */
function refusedDelivery(log: MailLog, named: string): DeliveryGroup | undefined {
  return log.deliveries.find(
    ({ relay, reply, stillFailing }) =>
      stillFailing && relay.socket === named && reply.includes('Connection refused'),
  )
}

/** `dead`: something else says that nobody serves it; the kernel's table alone does not see containers. */
function obstacleOf({ access, listening }: RequiredSocket, dead: boolean): string | undefined {
  if (access.access === 'missing') return `${access.missing} does not exist`
  if (access.access === 'denied') {
    const { path, status } = access.obstacle
    return `${path} (owner uid ${status.uid}, group gid ${status.gid}, mode ${octalMode(status.mode)}) keeps Postfix out`
  }
  return listening === false && dead ? 'nobody listens there' : undefined
}
