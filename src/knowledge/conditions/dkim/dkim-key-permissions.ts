import { type DkimKeyAccess, dkimKeyAccess } from '../../../collect/filters/dkim-key-access.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver, loggedTrouble } from '../../logged-trouble.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * The signer may not use its private key: it belongs to root (a restore, an edit), or, for OpenDKIM, others
 * than itself could read it. Mail leaves unsigned. opendkim.conf(5) RequireSafeKeys.
 */
export const dkimKeyPermissions = condition({
  id: 'dkim-key-permissions',
  topic: 'delivery',
  severity: 'high',
  needs: { keys: dkimKeyAccess, now },
  optional: { log: mailLog },
  detect: ({ keys, now, log }) => {
    if (keys.status === 'absent' || now.status === 'absent') return notApplicable('nothing signs mail here')
    const unsafe =
      log.status === 'known' ? loggedTrouble(log.value, { contains: 'key data is not secure' }) : undefined
    const last = unsafe?.groups.map(({ lastAt }) => lastAt).reduce((a, b) => Math.max(a, b), 0) ?? 0
    const refused =
      unsafe !== undefined && log.status === 'known' && !isOver(log.value, now.value, last, 'opendkim')
    const said = refused ? unsafe.groups.map(({ lastExample }) => lastExample) : []
    return keys.value.map((key) => judge(key, said))
  },
  explains: [
    // Exim says of the same file that it cannot be opened.
    {
      condition: 'exim-file-unreadable',
      when: ({ marks }, { subject }) => marks.includes(`path:${subject}`),
    },
    { condition: 'dkim-not-signing', when: () => true },
    { condition: 'deliveries-rejected' },
    { condition: 'inbound-refused' },
  ],
  mistakenFor: [
    {
      condition: 'dkim-key-mismatch',
      toldApartBy: {
        en: 'the published key was compared with this one and fits; the signer cannot use it',
        zh: '已发布的公钥与此私钥相符，但签名程序无法使用它',
      },
    },
  ],
  texts: {
    en: {
      title: 'The DKIM signer may not use its key {subject}',
      because:
        'Mail of {domain} is to be signed with {subject}, but {user} cannot use that file ({shown}). Mail leaves ' +
        'without a signature; large providers refuse or junk it.',
      allClear: 'the signer can use {subject}',
    },
    zh: {
      title: 'DKIM 签名程序无法使用密钥 {subject}',
      because:
        '{domain} 的邮件应使用 {subject} 签名，但 {user} 无法使用该文件（{shownZh}）。邮件发出时没有签名，大型服务商会拒收或归入垃圾邮件。',
      allClear: '签名程序可以使用 {subject}',
    },
  },
  fix: [
    {
      do: { en: 'Give the key to the signer, and to nobody else', zh: '把密钥只交给签名程序' },
      command: 'chown {user}:{user} {subject} && chmod 0600 {subject}',
      risk: 'none',
    },
    {
      do: { en: 'Let it read the key', zh: '让它重新读取密钥' },
      command: 'systemctl restart {unit}',
      risk: 'restart',
    },
  ],
  verify: ['ls -l {subject}', 'mailmedic check --only dkim-key-permissions'],
  references: [
    'http://www.opendkim.org/opendkim.conf.5.html',
    'https://rspamd.com/doc/modules/dkim_signing.html',
  ],
})

function judge(key: DkimKeyAccess, said: ReturnType<typeof evidenceList>): Verdict {
  const { access, keyPath: subject, domain, user, shown } = key
  const told = said.filter(({ text }) => text.includes(subject) || text.includes(domain))
  if (access.access !== 'denied' && told.length === 0) return fine(evidenceList(key), subject)
  return problem({
    subject,
    confidence: 'certain',
    evidence: [...evidenceList(key), ...told],
    values: {
      domain,
      user,
      unit: user === 'opendkim' ? 'opendkim' : 'rspamd',
      shown: shown?.text ?? 'a folder above it is closed',
      shownZh: shown?.text ?? '上级目录不可进入',
    },
    marks: [`domain:${domain}`, `path:${subject}`, 'reason:dkim-fail', 'reason:unauthenticated'],
  })
}

function evidenceList({ evidence, shown }: DkimKeyAccess) {
  return shown === undefined ? evidence : [...evidence, shown]
}
