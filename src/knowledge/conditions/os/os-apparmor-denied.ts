import type { MessageGroup } from '../../../logs/mail-log.ts'
import { loggedCondition } from '../../logged-condition.ts'
import { mailProgramIn, programMarks } from '../../mail-programs.ts'

/** The kernel denied a mail program a file although its owner and mode would allow it: its profile does not. */
export const osApparmorDenied = loggedCondition({
  id: 'os-apparmor-denied',
  topic: 'configuration',
  severity: 'high',
  // A profile meets the same file over and over when it matters; once is a probe at the start.
  query: { contains: ['apparmor="DENIED"'], minimum: 3 },
  accepts: ({ text }) => !text.includes('operation="capable"') && !text.includes('operation="ptrace"'),
  subject: profileOf,
  confidence: 'certain',
  values: ({ subject, groups }) => ({ name: nameIn(groups[0]?.text ?? ''), profile: profileFile(subject) }),
  marks: ({ subject, groups }) => [
    ...programMarks(mailProgramIn(subject) ?? subject),
    ...groups.map(({ text }) => `path:${nameIn(text)}`),
    'reason:permission-denied',
  ],
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'storage-maildir-permission-denied' },
    { condition: 'dovecot-stopped' },
    { condition: 'queue-milter-unreachable' },
  ],
  mistakenFor: [
    {
      condition: 'storage-maildir-permission-denied',
      toldApartBy: {
        en: 'owner and mode allow it; the kernel names the profile that denies it',
        zh: '属主和权限都允许，内核日志指出是配置文件拒绝了访问',
      },
    },
  ],
  texts: {
    en: {
      title: 'AppArmor denies {subject} a file that it needs',
      because:
        'The kernel denied {subject} access to {name} ({count} times) because its AppArmor profile does not list it. ' +
        'That happens after mail or certificates were moved to another folder.',
      allClear: 'AppArmor denies no mail program anything',
    },
    zh: {
      title: 'AppArmor 拒绝了 {subject} 需要的文件',
      because:
        '内核 {count} 次拒绝 {subject} 访问 {name}，因为其 AppArmor 配置中没有列出该路径。常见于把邮件或证书移到其他目录之后。',
      allClear: 'AppArmor 没有拒绝任何邮件程序',
    },
  },
  fix: [
    {
      do: {
        en: 'Allow the path in the local part of the profile, then load it again',
        zh: '在配置的 local 部分允许该路径，然后重新加载',
      },
      command:
        "echo '  {name} rwk,' >> /etc/apparmor.d/local/{profile} && apparmor_parser -r /etc/apparmor.d/{profile}",
      risk: 'reload',
    },
  ],
  verify: ['journalctl -k --since -10min | grep apparmor=\\"DENIED\\"'],
  references: ['https://wiki.ubuntu.com/AppArmor'],
})

function profileOf({ text }: MessageGroup): string | undefined {
  const profile = /profile="([^"]{1,200})"/.exec(text)?.[1]
  return profile !== undefined && mailProgramIn(profile) !== undefined ? profile : undefined
}

function nameIn(text: string): string {
  return / name="([^"]{1,300})"/.exec(text)?.[1] ?? 'a file'
}

/** `/usr/sbin/clamd` is in `usr.sbin.clamd`. */
function profileFile(profile: string): string {
  return profile.replace(/^\//, '').replaceAll('/', '.')
}
