import { eximConfiguration } from '../../../collect/exim/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Exim does not take its configuration. What already runs goes on until its next start, but each process
 * that it starts reads the file anew: deliveries and queue runs fail at once. On Debian the start script
 * keeps the old file instead, and does not start Exim.
 */
export const eximConfigurationRefused = condition({
  id: 'exim-configuration-refused',
  topic: 'downtime',
  severity: 'critical',
  needs: { exim: eximConfiguration },
  detect: ({ exim }) => {
    if (exim.status === 'absent') return notApplicable('Exim is not installed')
    const refusal = exim.value.refusal ?? exim.value.refusalAtStart
    if (refusal === undefined) return fine(exim.evidence, exim.value.path)
    const { text, path = exim.value.path, line } = refusal
    const place = line === undefined ? path : `${path}:${line}`
    return problem({
      subject: place,
      confidence: 'certain',
      evidence: refusal.evidence,
      values: { reason: text },
      marks: ['program:exim', 'unit:exim4.service', `path:${path}`, 'port:25'],
    })
  },
  explains: [
    { condition: 'queue-mail-system-stopped' },
    { condition: 'service-not-listening' },
    { condition: 'deliveries-deferred', when: () => true },
    { condition: 'submissions-refused', when: () => true },
    { condition: 'inbound-refused', when: () => true },
    { condition: 'exim-paniclog-nonempty', when: () => true },
  ],
  texts: {
    en: {
      title: 'Exim does not take its configuration: {reason}',
      because:
        'Exim refuses the configuration at {subject}: {reason}. It does not start with it, and every process that a ' +
        'running Exim starts for a delivery fails.',
      allClear: 'Exim takes its configuration',
    },
    zh: {
      title: 'Exim 拒绝其配置：{reason}',
      because:
        'Exim 不接受 {subject} 处的配置：{reason}。它无法以此配置启动，正在运行的 Exim 为投递启动的每个进程也会失败。',
      allClear: 'Exim 接受其配置',
    },
  },
  fix: [
    {
      do: {
        en: 'Correct that line; on Debian it comes from a file below /etc/exim4 (see which one has it)',
        zh: '更正该行；在 Debian 上它来自 /etc/exim4 下的某个文件（先找出是哪一个）',
      },
      command: 'grep -rn "" /etc/exim4/conf.d /etc/exim4/exim4.conf* 2>/dev/null | less',
      risk: 'none',
    },
    { do: { en: 'Have it checked', zh: '检查配置' }, command: 'update-exim4.conf; exim -bV', risk: 'none' },
    { do: { en: 'Then start it', zh: '然后启动' }, command: 'systemctl restart exim4', risk: 'restart' },
  ],
  verify: ['exim -bV', 'ss -ltn sport = :25'],
  references: [
    'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-the_exim_runtime_configuration_file.html',
    'https://wiki.debian.org/Exim',
  ],
})
