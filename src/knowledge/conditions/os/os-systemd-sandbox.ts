import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { mountOf, mounts } from '../../../collect/storage/mounts.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/**
 * A service meets "Read-only file system" where the file system is writable: its unit (ProtectSystem,
 * ProtectHome, ReadOnlyPaths) shows it another view. systemd.exec(5).
 */
export const osSystemdSandbox = condition({
  id: 'os-systemd-sandbox',
  topic: 'configuration',
  severity: 'high',
  needs: { log: mailLog, mounts, now },
  detect: ({ log, mounts, now }) => {
    if (log.status === 'absent' || mounts.status === 'absent' || now.status === 'absent')
      return notApplicable('this host has no mail log')
    const groups = findMessages(log.value, { contains: 'Read-only file system' }).filter(
      ({ lastAt }) => !isOver(log.value, now.value, lastAt),
    )
    const found = groups.flatMap((group) => {
      const path = /[( '"](\/[^()\s'":]{1,300})/.exec(group.text)?.[1]
      const mount = path === undefined ? undefined : mountOf(path, mounts.value)
      return path === undefined || mount === undefined || mount.readOnly ? [] : [{ group, path, mount }]
    })
    const bySubject = Map.groupBy(found, ({ group }) => group.program.split('/')[0] ?? group.program)
    if (bySubject.size === 0) return fine()
    return [...bySubject].map(([subject, met]) =>
      problem({
        subject,
        confidence: 'likely',
        evidence: [
          ...met.slice(0, 3).map(({ group }) => group.lastExample),
          ...(met[0]?.mount.evidence ?? []),
        ],
        values: { path: met[0]?.path ?? '' },
        marks: [
          `unit:${subject}.service`,
          `program:${subject}`,
          ...met.flatMap(({ path }) => [
            `path:${path}`,
            `path:${path.slice(0, path.lastIndexOf('/')) || '/'}`,
          ]),
        ],
        since: Math.min(...met.map(({ group }) => group.firstAt)),
      }),
    )
  },
  explains: [{ condition: 'deliveries-deferred' }, { condition: 'dovecot-stopped' }],
  mistakenFor: [
    {
      condition: 'storage-filesystem-read-only',
      toldApartBy: {
        en: 'the file system itself is writable; only this service sees it as read-only',
        zh: '文件系统本身可写，只有该服务看到的是只读',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} may not write to {path}: its systemd unit forbids it',
      because:
        '{subject} meets "Read-only file system" at {path}, and the file system there is writable. Its unit protects ' +
        'that path (ProtectSystem, ProtectHome or ReadOnlyPaths), so it cannot store mail there.',
      allClear: 'no service is kept from writing by its unit',
    },
    zh: {
      title: '{subject} 无法写入 {path}：被其 systemd 单元禁止',
      because:
        '{subject} 在 {path} 遇到“Read-only file system”，而该文件系统可写。其单元保护了该路径（ProtectSystem、ProtectHome 或 ReadOnlyPaths），因此无法在此存信。',
      allClear: '没有服务被其单元禁止写入',
    },
  },
  fix: [
    {
      do: { en: 'See what the unit protects', zh: '查看单元保护了哪些路径' },
      command:
        'systemctl show {subject} -p ProtectSystem,ProtectHome,ReadWritePaths,ReadOnlyPaths,PrivateTmp',
      risk: 'none',
    },
    {
      do: { en: 'Open the path by a drop-in, then restart', zh: '用 drop-in 放开该路径，然后重启' },
      command:
        "mkdir -p /etc/systemd/system/{subject}.service.d && printf '[Service]\\nReadWritePaths={path}\\n' > /etc/systemd/system/{subject}.service.d/paths.conf && systemctl daemon-reload && systemctl restart {subject}",
      risk: 'restart',
    },
  ],
  verify: ["journalctl -u {subject} --since -10min | grep -c 'Read-only file system'"],
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Sandboxing'],
})
