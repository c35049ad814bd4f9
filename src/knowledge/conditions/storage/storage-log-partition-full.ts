import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { activeServices, postfixServices } from '../../../collect/postfix/services.ts'
import { fileSystemOf, fileSystems } from '../../../collect/system/file-systems.ts'
import { mailPaths } from '../../../collect/system/mail-paths.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const fullBelowBytes = 16 << 20
const debugSettings = ['auth_debug', 'auth_debug_passwords', 'mail_debug'] as const

/** Debug logging was left on and has filled the file system of the logs. */
export const storageLogPartitionFull = condition({
  id: 'storage-log-partition-full',
  topic: 'resources',
  severity: 'high',
  needs: { all: fileSystems, paths: mailPaths },
  optional: { dovecot: dovecotConfiguration, services: postfixServices, postfix: postfixConfiguration },
  detect: ({ all, paths, dovecot, services, postfix }) => {
    if (all.status === 'absent' || paths.status === 'absent') return notApplicable('no logs here')
    const logs = paths.value.find(({ use }) => use === 'logs')
    const fileSystem = logs === undefined ? undefined : fileSystemOf(logs.path, all.value)
    if (logs === undefined || fileSystem === undefined) return notApplicable('no logs here')
    const { mountPoint, availableBytes, sizeBytes, evidence } = fileSystem
    if (sizeBytes === 0 || availableBytes > Math.min(fullBelowBytes, sizeBytes / 50))
      return fine(evidence, mountPoint)
    const settings = dovecot.status === 'known' ? dovecot.value : undefined
    const debugging = debugSettings.filter((name) => settings?.value(name) === 'yes')
    const verbose =
      services.status === 'known'
        ? activeServices(services.value).filter((one) => one.arguments.some((word) => /^-v+$/.test(word)))
        : []
    const peers = postfix.status === 'known' ? (postfix.value.value('debug_peer_list') ?? '') : ''
    const causes = [
      ...debugging.map((name) => `${name} = yes`),
      ...verbose.map(({ name }) => `-v (master.cf, ${name})`),
      ...(peers === '' ? [] : [`debug_peer_list = ${peers}`]),
    ]
    if (causes.length === 0) return fine(evidence, mountPoint)
    return problem({
      subject: mountPoint,
      confidence: 'likely',
      evidence: [
        ...evidence,
        ...debugging.flatMap((name) => settings?.evidence(name) ?? []),
        ...(peers === '' || postfix.status !== 'known' ? [] : postfix.value.evidence('debug_peer_list')),
      ],
      values: { causes: causes.join(', '), folder: logs.path },
      marks: [`path:${mountPoint}`, `path:${logs.path}`],
    })
  },
  explains: [{ condition: 'storage-disk-full' }],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: { en: 'it is debug logging that fills it', zh: '是调试日志占满了空间' },
    },
  ],
  texts: {
    en: {
      title: 'Debug logging has filled {subject}',
      because:
        'Debug logging is on ({causes}) and writes many lines for each mail; the file system {subject} of the logs ' +
        'has no room left.',
      allClear: 'the logs have room',
    },
    zh: {
      title: '调试日志占满了 {subject}',
      because:
        '调试日志处于开启状态（{causes}），每封邮件都写很多行；存放日志的文件系统 {subject} 已没有空间。',
      allClear: '日志空间充足',
    },
  },
  fix: [
    {
      do: { en: 'Turn it off: {causes}; then reload', zh: '关闭：{causes}；然后重新加载' },
      command: 'doveadm reload; postfix reload',
      risk: 'reload',
    },
    {
      do: { en: 'Make room', zh: '腾出空间' },
      command: 'journalctl --vacuum-size=200M; logrotate -f /etc/logrotate.conf',
      risk: 'data',
    },
  ],
  verify: ['df -h {folder}'],
  references: ['https://www.postfix.org/DEBUG_README.html'],
})
