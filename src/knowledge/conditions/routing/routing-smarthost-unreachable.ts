import { mailLog } from '../../../collect/logs/mail-log.ts'
import { smarthost } from '../../../collect/mail/smarthost.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

const commands = {
  Postfix: {
    setting: 'relayhost',
    look: 'postconf relayhost',
    flush: 'postqueue -f',
    queue: 'postqueue -p | tail -1',
  },
  Exim: {
    setting: 'dc_smarthost',
    look: 'exim -bP routers | grep route_list',
    flush: 'exim -qff',
    queue: 'exim -bpc',
  },
  OpenSMTPD: {
    setting: 'relay host',
    look: 'grep -n "relay host" /etc/smtpd.conf',
    flush: 'smtpctl schedule all',
    queue: 'smtpctl show queue | wc -l',
  },
} as const

/** All mail for others goes through one host (Postfix: relayhost), and no connection to it comes about. */
export const routingSmarthostUnreachable = condition({
  id: 'routing-smarthost-unreachable',
  topic: 'delivery',
  severity: 'critical',
  needs: { smarthost },
  optional: { log: mailLog, now },
  detect: ({ smarthost, log, now }) => {
    if (smarthost.status === 'absent') return notApplicable('mail does not go through a smarthost')
    const { text, host, port, reach, program } = smarthost.value
    if (reach.status === 'unknown') return couldNotTell(reach.because, text)
    const reached = reach.status === 'known' ? reach.value : []
    const answers = reached.some(({ outcome }) => outcome === 'connected')
    if (answers) return fine(reach.evidence, text)
    const waiting =
      log.status === 'known' && now.status === 'known'
        ? troubledDeliveries(
            log.value,
            now.value,
            ({ daemon, status }) => daemon === 'smtp' && status === 'deferred',
            () => ['all'],
          )
        : []
    return problem({
      subject: text,
      confidence: 'certain',
      evidence: [...smarthost.evidence, ...reach.evidence, ...(waiting[0]?.evidence ?? [])],
      values: {
        host,
        port,
        ...commands[program],
        outcome: reached.map(({ address, outcome }) => `${address}: ${outcome}`).join(', ') || 'no address',
      },
      marks: [
        `host:${host}`,
        `domain:${host}`,
        ...reached.flatMap(({ address }) => [`endpoint:${address}:${port}`, `address:${address}`]),
        'parameter:relayhost',
        `program:${program.toLowerCase()}`,
      ],
      ...(waiting[0] === undefined ? {} : { since: waiting[0].since, impact: waiting[0].impact }),
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    // Exim does not name the smarthost where it waits for the next try.
    { condition: 'deliveries-deferred', when: (cause) => cause.marks.includes('program:exim') },
  ],
  texts: {
    en: {
      title: 'The smarthost {subject} cannot be reached',
      because:
        'All mail for others goes through {subject}, and no connection to {host} port {port} comes about ({outcome}). ' +
        'It waits in the queue and is returned after some days.',
      allClear: 'the smarthost {subject} can be connected to',
    },
    zh: {
      title: '无法连接中继主机 {subject}',
      because:
        '所有外发邮件都经由 {subject}，而到 {host} 端口 {port} 的连接无法建立（{outcome}）。邮件在队列中等待，数天后会被退回。',
      allClear: '可以连接中继主机 {subject}',
    },
  },
  fix: [
    { do: { en: 'Try it by hand', zh: '手工尝试' }, command: 'nc -vz -w5 {host} {port}', risk: 'none' },
    {
      do: {
        en: 'Ask the provider whether host and port are still right, and whether this server is allowed there; correct {setting}',
        zh: '询问服务商主机名和端口是否仍然正确、是否允许本服务器连接；更正 {setting}',
      },
      command: '{look}',
      risk: 'none',
    },
    { do: { en: 'Then let the queue run', zh: '然后让队列重新投递' }, command: '{flush}', risk: 'none' },
  ],
  verify: ['nc -vz -w5 {host} {port}', '{queue}'],
  references: ['https://www.postfix.org/postconf.5.html#relayhost'],
})
