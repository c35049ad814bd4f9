import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import {
  type ConfiguredCertificate,
  configuredCertificates,
} from '../../../collect/tls/configured-certificates.ts'
import type { MailLog, MessageGroup } from '../../../logs/mail-log.ts'
import { unusableExplains, unusableMarks, usersOf } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** Postfix: "cannot get RSA private key from file …"; Dovecot: "ssl_key: Can't open file …: Permission denied". */
const words = ['private key from file', 'ssl_key: Can', 'ssl_server_key_file: Can', "Can't load private key"]
/** Dovecot of a key that it has read and cannot use; it does not say which. */
const unusable = "Couldn't parse private SSL key"

const shownLines = 3
/** The reason is on the line after the complaint. */
const sameMoment = 5_000

/** The key file is there and the program cannot use it: rights, a passphrase, or it is damaged. */
export const tlsKeyUnreadable = condition({
  id: 'tls-key-unreadable',
  topic: 'downtime',
  severity: 'critical',
  needs: { files: configuredCertificates, log: mailLog },
  detect: ({ files, log }) => {
    if (files.status === 'absent') return notApplicable('no certificate is configured')
    const logged = log.status === 'known' ? log.value : undefined
    const byKey = Map.groupBy(files.value, ({ keyPath }) => keyPath)
    return [...byKey.values()].map((users) => judge(users, logged))
  },
  explains: unusableExplains,
  mistakenFor: [
    {
      condition: 'tls-key-cert-mismatch',
      toldApartBy: {
        en: 'the program cannot read the key at all, so it never compared it with the certificate',
        zh: '程序根本无法读取私钥，因此并未与证书比较',
      },
    },
    {
      condition: 'tls-cert-path-missing',
      toldApartBy: { en: 'the key file is there', zh: '私钥文件存在' },
    },
  ],
  texts: {
    en: {
      title: '{program} cannot use the private key {subject}',
      because:
        '{program} is configured with the key {subject}, and cannot load it: {reason}. Without its key it offers no ' +
        'TLS, so mail programs cannot log in.',
      allClear: '{subject} can be used',
    },
    zh: {
      title: '{program} 无法使用私钥 {subject}',
      because:
        '{program} 配置使用私钥 {subject}，但无法加载：{reason}。没有私钥就无法提供 TLS，邮件客户端无法登录。',
      allClear: '{subject} 可以使用',
    },
  },
  fix: [
    {
      do: {
        en: 'Look at the owner and mode of the file and of the folders above it, and whether OpenSSL can read it',
        zh: '检查文件及其上级目录的属主和权限，并确认 OpenSSL 能否读取',
      },
      command: 'namei -l {subject}; openssl pkey -in {subject} -noout',
      risk: 'none',
    },
    {
      do: {
        en: 'Give it back to root, without a passphrase; Postfix and Dovecot read it as root',
        zh: '将其归还给 root，且不带口令；Postfix 和 Dovecot 以 root 身份读取',
      },
      command: 'chown root: {subject} && chmod 600 {subject} && systemctl restart {unit}',
      risk: 'restart',
    },
  ],
  verify: ['openssl pkey -in {subject} -noout && echo readable'],
  references: [
    'https://www.postfix.org/TLS_README.html#server_cert_key',
    'https://doc.dovecot.org/main/core/config/ssl.html',
  ],
})

/**
 * What the file's program says of it. Postfix says "cannot get private key" also of a key that belongs to
 * another certificate, so of a sound key it counts only together with "Permission denied".
 */
function complaintsAbout({ keyPath, program, key }: ConfiguredCertificate, log: MailLog): MessageGroup[] {
  const own = findMessages(log, { contains: [...words, unusable] }).filter(
    (one) =>
      (one.text.includes(keyPath) || (one.text.includes(unusable) && key.status !== 'known')) &&
      !one.text.includes('No such file') &&
      one.program.startsWith(program.toLowerCase()),
  )
  if (key.status !== 'known') return own.slice(0, shownLines)
  const denials = findMessages(log, { contains: 'Permission denied' })
  const denied = own.filter(
    (one) =>
      one.text.includes('Permission denied') ||
      denials.some(({ lastAt, program: by }) => {
        return by === one.program && Math.abs(lastAt - one.lastAt) < sameMoment
      }),
  )
  return denied.slice(0, shownLines)
}

/** One key that two programs use is one finding: a damaged one is of no use to either. */
function judge(users: readonly ConfiguredCertificate[], log: MailLog | undefined): Verdict {
  const [first] = users
  if (first?.keyFile.status !== 'known') return notApplicable('the key file could not be looked at')
  const { keyPath: subject, key, keyFile } = first
  const { modifiedAt } = keyFile.value
  const damaged = key.status === 'unknown' && key.because.code === 'malformed' ? key.because.text : undefined
  const refused = users.flatMap((user) => {
    const words = log === undefined ? [] : complaintsAbout(user, log)
    // What the log says of a file that was changed since may be over.
    const current = words.filter(({ lastAt }) => damaged !== undefined || lastAt > modifiedAt)
    return current.length === 0 ? [] : [{ user, words: current }]
  })
  const evidence = users.flatMap((user) => user.evidence)
  const [latest] = refused.flatMap(({ words }) => words)
  if (latest === undefined) return fine(evidence, subject)
  const hit = damaged === undefined ? refused.map(({ user }) => user) : users
  return problem({
    subject,
    confidence: damaged === undefined ? 'likely' : 'certain',
    evidence: [
      ...evidence,
      ...keyFile.evidence,
      ...refused.flatMap(({ words }) => words.map(({ lastExample }) => lastExample)),
    ],
    values: { ...usersOf(hit), reason: damaged ?? latest.text.slice(0, 200) },
    marks: unusableMarks(hit, subject),
    since: Math.min(...refused.flatMap(({ words }) => words.map(({ firstAt }) => firstAt))),
  })
}
