import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotState } from '../../../collect/dovecot/state.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { requiredSockets } from '../../../collect/sockets/required-sockets.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { isOver, loggedTrouble } from '../../logged-trouble.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/**
 * Postfix is told to ask Dovecot for log-ins at a socket that is not there, or where nobody waits.
 * smtpd then ends with "fatal: no SASL authentication mechanisms": submission closes at once.
 */
export const authSocketMissing = condition({
  id: 'auth-socket-missing',
  topic: 'client',
  severity: 'critical',
  needs: { sockets: requiredSockets, now },
  optional: { state: dovecotState, configuration: dovecotConfiguration, log: mailLog },
  detect: ({ sockets, now, state, configuration, log }) => {
    const asked = sockets.status === 'known' ? sockets.value.filter(({ use }) => use === 'auth') : []
    if (asked.length === 0) return notApplicable('Postfix asks no socket for log-ins')
    const stopped = state.status === 'known' && !state.value.running
    const place = configuration.status === 'known' ? configuration.value.path : '/etc/dovecot/dovecot.conf'
    const refused =
      log.status === 'known'
        ? loggedTrouble(log.value, { contains: 'Connect to Dovecot auth socket' })
        : undefined
    const refusedNow =
      refused !== undefined &&
      log.status === 'known' &&
      now.status === 'known' &&
      !isOver(log.value, now.value, refused.until, 'dovecot') &&
      refused.groups.some(({ text }) => text.includes('Connection refused'))
    return asked.map((socket) => {
      const { socketPath, named, access, listening, evidence } = socket
      if (access.access === 'unknown') return couldNotTell(access.because, socketPath)
      const dead = access.access === 'allowed' && listening === false && (stopped || refusedNow)
      if (access.access !== 'missing' && !dead) return fine(evidence, socketPath)
      return problem({
        subject: socketPath,
        confidence: dead && !stopped ? 'likely' : 'certain',
        evidence: [...evidence, ...(refused?.evidence ?? [])],
        values: { named, place, obstacle: dead ? 'nobody listens there' : 'it does not exist' },
        marks: [`socket:${named}`, `socket:${socketPath}`],
        ...(refused === undefined ? {} : { since: refused.since }),
      })
    })
  },
  explains: [
    { condition: 'submissions-refused' },
    // "fatal: no SASL authentication mechanisms": smtpd ends at every start.
    { condition: 'queue-master-throttling', when: (_, { subject }) => subject === 'smtpd' },
    // Postfix can check no password without it.
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'inbound-refused' },
  ],
  mistakenFor: [
    {
      condition: 'auth-socket-permission',
      toldApartBy: {
        en: 'the socket does not exist, or nobody listens; a permission cannot be what is wrong',
        zh: '套接字不存在或无人监听，问题不在权限',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix cannot reach the log-in socket {subject}',
      because:
        'Postfix checks passwords through the socket {named} ({subject}); {obstacle}. Users cannot log in to send ' +
        'mail; smtpd ends as soon as a client connects.',
      allClear: 'the log-in socket {subject} is there',
    },
    zh: {
      title: 'Postfix 无法连接登录套接字 {subject}',
      because:
        'Postfix 通过套接字 {named}（{subject}）验证密码，但是：{obstacle}。用户无法登录发信，客户端一连接 smtpd 就退出。',
      allClear: '登录套接字 {subject} 存在',
    },
  },
  fix: [
    {
      do: {
        en: 'In Dovecot’s configuration ({place}), have: service auth { unix_listener {subject} { mode = 0660, user = postfix, group = postfix } }, each setting on its own line',
        zh: '在 Dovecot 配置（{place}）中写入：service auth { unix_listener {subject} { mode = 0660, user = postfix, group = postfix } }，每个设置单独一行',
      },
      risk: 'none',
    },
    {
      do: { en: 'Restart Dovecot, so that it makes the socket', zh: '重启 Dovecot 以创建套接字' },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
    {
      do: { en: 'Check that Postfix names the same socket', zh: '确认 Postfix 使用同一个套接字' },
      command: 'postconf smtpd_sasl_path smtpd_sasl_type',
      risk: 'none',
    },
  ],
  verify: ['ls -l {subject}', 'doveadm auth test USER'],
  references: ['https://www.postfix.org/SASL_README.html#server_dovecot'],
})
