import { type DovecotState, dovecotState } from '../../../collect/dovecot/state.ts'
import { type DaemonState, eximRunning } from '../../../collect/exim/running.ts'
import type { Fact } from '../../../collect/fact.ts'
import { opensmtpdRunning } from '../../../collect/opensmtpd/running.ts'
import { postfixRunning } from '../../../collect/postfix/running.ts'
import type { ConfiguredService } from '../../../collect/services/configured-services.ts'
import { configuredServices } from '../../../collect/services/configured-services.ts'
import { listeningSockets } from '../../../collect/system/listening-sockets.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Severity } from '../../verdict.ts'

/** Ports without which people cannot send, receive or read mail; the others are for convenience. */
const essential = new Set([25, 465, 587, 143, 993])

/** A service is configured and nothing waits on its port: clients see "connection refused". */
export const serviceNotListening = condition({
  id: 'service-not-listening',
  topic: 'downtime',
  severity: 'high',
  symptom: true,
  needs: { services: configuredServices, sockets: listeningSockets },
  optional: {
    postfix: postfixRunning,
    dovecot: dovecotState,
    exim: eximRunning,
    opensmtpd: opensmtpdRunning,
  },
  detect: ({ services, sockets, postfix, dovecot, exim, opensmtpd }) => {
    if (services.status === 'absent') return notApplicable('no service is configured here')
    const open = new Set(sockets.status === 'known' ? sockets.value.map(({ port }) => port) : [])
    const alive = new Set(services.value.filter(({ port }) => open.has(port)).map(({ program }) => program))
    const states = {
      Postfix: postfix,
      Dovecot: dovecot,
      Exim: exim,
      OpenSMTPD: opensmtpd,
      'its server': postfix,
    }
    return services.value.map((service) => {
      const subject = service.id
      if (open.has(service.port)) return fine(service.evidence, subject)
      const state = states[service.program]
      // Nothing of it listens, and nobody could say whether it is meant to.
      if (state.status === 'unknown' && !alive.has(service.program))
        return couldNotTell(state.because, subject)
      return problem({
        subject,
        confidence: 'certain',
        // Installed and switched off: maybe on purpose. Whether it is missed, other conditions tell.
        severity: isSwitchedOff(state) ? 'low' : severityOf(service),
        evidence: [...service.evidence, ...(sockets.status === 'known' ? [] : sockets.evidence)],
        values: { port: service.port, program: service.program, unit: unitOf(service.program) },
        marks: [`port:${service.port}`, `program:${service.program.toLowerCase()}`],
      })
    })
  },
  // Published for mail programs, and nobody waits there.
  explains: [{ condition: 'client-autodiscovery-broken' }],
  mistakenFor: [],
  texts: {
    en: {
      title: '{program} does not listen on port {port}',
      because:
        '{program} is configured to serve {subject}, but nothing waits on port {port}: connections are refused.',
      allClear: '{subject} is listening',
    },
    zh: {
      title: '{program} 没有监听端口 {port}',
      because: '{program} 已配置提供 {subject}，但端口 {port} 上没有程序在等待：连接会被拒绝。',
      allClear: '{subject} 正在监听',
    },
  },
  fix: [
    {
      do: { en: 'See whether it runs and what it says', zh: '查看它是否运行以及输出了什么' },
      command: 'systemctl status {unit}',
      risk: 'none',
    },
    {
      do: { en: 'Read its last messages', zh: '查看它最近的日志' },
      command: 'journalctl -u {unit} -n 50 --no-pager',
      risk: 'none',
    },
  ],
  verify: ['ss -ltn sport = :{port}'],
  references: [
    'https://www.postfix.org/master.5.html',
    'https://doc.dovecot.org/main/core/config/service.html',
  ],
})

function unitOf(program: ConfiguredService['program']): string {
  return program === 'Exim' ? 'exim4' : program.toLowerCase()
}

function severityOf({ port }: ConfiguredService): Severity {
  return essential.has(port) ? 'high' : 'medium'
}

function isSwitchedOff(state: Fact<DaemonState | DovecotState>): boolean {
  if (state.status !== 'known' || state.value.running) return false
  const { enabled } = state.value
  return enabled === false || enabled === 'disabled' || enabled === 'masked'
}
