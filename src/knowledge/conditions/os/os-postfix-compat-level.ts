import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { compareLevels } from '../../../collect/postfix/expand.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** With these levels some defaults still are those of old versions. */
const parametersOf = [
  ['1', 'append_dot_mydomain, smtpd_relay_restrictions, chroot'],
  ['2', 'mynetworks_style, relay_domains'],
  ['3.6', 'smtpd_relay_before_recipient_restrictions, respectful_logging'],
] as const

/** Postfix keeps defaults of an old version because compatibility_level was never raised. COMPATIBILITY_README. */
export const osPostfixCompatLevel = condition({
  id: 'os-postfix-compat-level',
  topic: 'updates',
  severity: 'info',
  needs: { configuration: postfixConfiguration },
  detect: ({ configuration }) => {
    if (configuration.status === 'absent') return notApplicable('Postfix is not installed')
    const level = configuration.value.value('compatibility_level') ?? '0'
    const evidence = configuration.value.evidence('compatibility_level')
    const old = parametersOf.filter(([since]) => compareLevels(level, since) < 0)
    if (old.length === 0) return fine(evidence)
    return problem({
      subject: 'compatibility_level',
      confidence: 'certain',
      severity: compareLevels(level, '2') < 0 ? 'low' : 'info',
      evidence,
      values: { level, parameters: old.map(([, names]) => names).join(', ') },
      marks: ['parameter:compatibility_level'],
    })
  },
  texts: {
    en: {
      title: 'Postfix keeps old defaults: {subject} = {level}',
      because:
        'With {subject} = {level}, Postfix uses defaults of an old version for {parameters}. Nothing is broken; relay_domains ' +
        'and mynetworks_style of that time trust more than today’s.',
      allClear: 'Postfix uses today’s defaults',
    },
    zh: {
      title: 'Postfix 沿用旧默认值：{subject} = {level}',
      because:
        '在 {subject} = {level} 时，Postfix 对 {parameters} 使用旧版本的默认值。没有故障；但那时的 relay_domains 和 mynetworks_style 比现在更宽松。',
      allClear: 'Postfix 使用当前的默认值',
    },
  },
  fix: [
    {
      do: {
        en: 'Set explicitly what you rely on (see the log lines "using backwards-compatible default setting"), then raise the level',
        zh: '先明确设置你所依赖的值（见日志“using backwards-compatible default setting”），再提高级别',
      },
      command: 'postconf compatibility_level=3.6 && postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf compatibility_level'],
  references: ['https://www.postfix.org/COMPATIBILITY_README.html'],
})
