import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotSockets } from '../../../collect/dovecot/listeners.ts'
import type { Fact } from '../../../collect/fact.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { octalMode } from '../../../collect/sockets/access.ts'
import { requiredSockets } from '../../../collect/sockets/required-sockets.ts'
import { accounts, groupName, userName } from '../../../collect/system/accounts.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { eximSocketFailures } from '../../exim-verdicts.ts'
import { loggedTrouble } from '../../logged-trouble.ts'
import { isPasswordCheck } from '../../login-effects.ts'
import type { Verdict } from '../../verdict.ts'

/** Dovecot's log-in socket is there, but Postfix's user may not open it: no log-in works for sending. */
export const authSocketPermission = condition({
  id: 'auth-socket-permission',
  topic: 'client',
  severity: 'critical',
  needs: { sockets: requiredSockets, accounts },
  optional: { configuration: dovecotConfiguration, log: mailLog },
  detect: ({ sockets, accounts, configuration, log }) => {
    const asked = sockets.status === 'known' ? sockets.value.filter(({ use }) => use === 'auth') : []
    if (asked.length === 0 || accounts.status === 'absent')
      return eximDenied(log) ?? notApplicable('Postfix asks no socket for log-ins')
    return asked.map(({ socketPath, named, user, access, evidence }) => {
      if (access.access === 'unknown') return couldNotTell(access.because, socketPath)
      if (access.access !== 'denied') return fine(evidence, socketPath)
      const { path, status } = access.obstacle
      const setting =
        configuration.status === 'known'
          ? dovecotSockets(configuration.value).find((one) => one.socketPath === socketPath)
          : undefined
      const place = setting?.path === undefined ? 'Dovecot' : `${setting.path}:${setting.line ?? 1}`
      const denials = deniedInLog(log)
      const owner = `${userName(accounts.value, status.uid)}:${groupName(accounts.value, status.gid)}`
      const mode = octalMode(status.mode)
      return problem({
        subject: socketPath,
        confidence: 'certain',
        evidence: [...evidence, ...(denials?.evidence ?? [])],
        values: {
          program: 'Postfix',
          named,
          user,
          place,
          obstacle: path,
          owner,
          mode,
          why: `${path} belongs to ${owner} with mode ${mode} and keeps it out`,
          whyZh: ` ${path} 属于 ${owner}，权限为 ${mode}，因此无法访问`,
        },
        marks: [`socket:${named}`, `socket:${socketPath}`, `path:${path}`],
        ...(denials === undefined ? {} : { since: denials.since }),
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
      condition: 'auth-socket-missing',
      toldApartBy: {
        en: 'the socket exists; its owner and mode keep Postfix out',
        zh: '套接字存在，但属主和权限不允许 Postfix 访问',
      },
    },
    {
      condition: 'dovecot-stopped',
      toldApartBy: { en: 'Dovecot runs and users can read mail', zh: 'Dovecot 正在运行，用户可以收信' },
    },
  ],
  texts: {
    en: {
      title: '{program} may not open the log-in socket {subject}',
      because:
        '{program} (user {user}) checks passwords through {subject}, but {why}. ' +
        'Reading mail works, logging in to send mail does not.',
      allClear: 'the log-in socket {subject} may be opened',
    },
    zh: {
      title: '{program} 无权打开登录套接字 {subject}',
      because: '{program}（用户 {user}）通过 {subject} 验证密码，但{whyZh}。收信正常，登录发信失败。',
      allClear: '登录套接字 {subject} 可以打开',
    },
  },
  fix: [
    {
      do: {
        en: 'In {place}, give the listener {subject} in "service auth": user = {user}, group = {user}, mode = 0660',
        zh: '在 {place} 中，为 service auth 的监听器 {subject} 设置：user = {user}，group = {user}，mode = 0660',
      },
      risk: 'none',
    },
    {
      do: { en: 'Restart Dovecot, so that it makes the socket anew', zh: '重启 Dovecot 以重新创建套接字' },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['ls -l {subject}', 'journalctl -n 50 --no-pager | grep -i sasl'],
  references: [
    'https://doc.dovecot.org/main/howto/sasl/postfix.html',
    'https://www.postfix.org/SASL_README.html#server_dovecot',
  ],
})

/** Exim names the socket and the error in its own log. */
function eximDenied(log: Fact<MailLog>): Verdict[] | undefined {
  const failures = log.status === 'known' ? eximSocketFailures(log.value, 'Permission denied') : []
  if (failures.length === 0) return undefined
  return failures.map(({ path, evidence, since }) =>
    problem({
      subject: path,
      confidence: 'certain',
      evidence,
      values: {
        program: 'Exim',
        named: path,
        user: 'Debian-exim',
        place: 'Dovecot',
        obstacle: path,
        why: 'opening it is denied: its owner and mode keep Exim out',
        whyZh: '打开被拒绝：其属主和权限不允许 Exim 访问',
      },
      marks: [`socket:${path}`, `path:${path}`],
      since,
    }),
  )
}

function deniedInLog(log: Fact<MailLog>) {
  if (log.status !== 'known') return undefined
  return loggedTrouble(log.value, { contains: "auth socket 'private/auth' failed: Permission denied" })
}
