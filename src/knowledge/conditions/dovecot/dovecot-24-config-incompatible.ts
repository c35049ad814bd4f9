import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotState } from '../../../collect/dovecot/state.ts'
import { requiredSockets } from '../../../collect/sockets/required-sockets.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { dovecotMarks } from '../../dovecot-marks.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** Dovecot 2.4 with a configuration of 2.3: it does not start. Happens at the upgrade to Debian 13. */
export const dovecot24ConfigIncompatible = condition({
  id: 'dovecot-24-config-incompatible',
  topic: 'updates',
  severity: 'critical',
  needs: { configuration: dovecotConfiguration },
  optional: { state: dovecotState, sockets: requiredSockets },
  detect: ({ configuration, state, sockets }) => {
    if (configuration.status === 'absent') return notApplicable('Dovecot is not installed here')
    const { version, syntax, refusal, path } = configuration.value
    if (version === undefined || !isAtLeast24(version)) return notApplicable('this is not Dovecot 2.4')
    if (refusal === undefined && syntax === '2.4') return fine(configuration.evidence)
    if (refusal === undefined || !isOldLanguage(refusal.text, syntax)) return fine(configuration.evidence)
    const running = state.status === 'known' && state.value.running
    const place = refusal.path === undefined ? path : `${refusal.path}:${refusal.line ?? 1}`
    return problem({
      subject: refusal.path ?? path,
      confidence: 'certain',
      // It runs still, with what it had read before the upgrade: it will not come up again.
      severity: running ? 'high' : 'critical',
      evidence: [
        {
          kind: 'command',
          where: 'doveconf -n',
          text: refusal.text,
          at: configuration.evidence[0]?.at ?? '',
        },
      ],
      values: { version, place, complaint: refusal.text },
      marks: [
        'unit:dovecot.service',
        'program:dovecot',
        ...dovecotMarks(configuration.value, sockets.status === 'known' ? sockets.value : []),
      ],
    })
  },
  explains: [
    { condition: 'dovecot-stopped' },
    { condition: 'service-not-listening' },
    { condition: 'auth-socket-missing' },
    { condition: 'dovecot-lmtp-unreachable' },
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'deliveries-deferred' },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-stopped',
      toldApartBy: {
        en: 'it cannot be started: doveconf refuses the configuration',
        zh: '无法启动：doveconf 拒绝此配置',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot {version} refuses its configuration: it is written for 2.3',
      because:
        'The package is Dovecot {version}, whose configuration language differs from 2.3, and the files are still the ' +
        'old ones. doveconf says: {complaint}. So there is no IMAP, no log-in for sending and no delivery.',
      allClear: 'the configuration fits this Dovecot',
    },
    zh: {
      title: 'Dovecot {version} 拒绝其配置：该配置是为 2.3 编写的',
      because:
        '软件包为 Dovecot {version}，其配置语法与 2.3 不同，而配置文件仍是旧的。doveconf 提示：{complaint}。因此 IMAP、发信登录和投递都不可用。',
      allClear: '配置与当前 Dovecot 版本相符',
    },
  },
  fix: [
    {
      do: {
        en: 'Begin {place} with dovecot_config_version and dovecot_storage_version, both = {version}',
        zh: '在 {place} 开头写入 dovecot_config_version 与 dovecot_storage_version，均为 {version}',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Convert: mail_location to mail_driver and mail_path; ssl_cert = <file to ssl_server_cert_file = file (ssl_key alike); %u, %n and %d to their long forms; passdb and userdb get names; what was in plugin { } stands outside; set protocols',
        zh: '转换：mail_location 改为 mail_driver 与 mail_path；ssl_cert = <文件 改为 ssl_server_cert_file = 文件（ssl_key 同理）；%u、%n、%d 改为长形式；passdb 与 userdb 需要名称；plugin { } 中的设置移到外面；设置 protocols',
      },
      risk: 'none',
    },
    {
      do: { en: 'Repeat until it is silent, then start', zh: '反复检查直到没有报错，然后启动' },
      command: 'doveconf -n > /dev/null && systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['doveconf -n > /dev/null', 'systemctl is-active dovecot'],
  references: ['https://doc.dovecot.org/main/installation/upgrade/2.3-to-2.4.html'],
})

function isAtLeast24(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 2 || (major === 2 && minor >= 4)
}

/** A misspelt name in a 2.4 file is somebody's typing error, not the upgrade. */
function isOldLanguage(complaint: string, syntax: '2.3' | '2.4'): boolean {
  if (complaint.includes('The first setting must be dovecot_config_version')) return true
  if (complaint.includes('is missing section name') || complaint.includes('Unknown section name: plugin'))
    return true
  return syntax === '2.3' || oldSettings.some((name) => complaint.includes(`Unknown setting: ${name}`))
}

const oldSettings = [
  'disable_plaintext_auth',
  'mail_location',
  'ssl_cert',
  'ssl_key',
  'ssl_dh',
  'auth_worker_max_count',
  'plugin',
]
