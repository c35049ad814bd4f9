import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixRunning } from '../../../collect/postfix/running.ts'
import { serviceProbes } from '../../../collect/services/probes.ts'
import { listeningSockets } from '../../../collect/system/listening-sockets.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Greetings by which the usual holders of port 25 are known. */
const products = [
  ['Exim', 'Exim'],
  ['OpenSMTPD', 'OpenSMTPD'],
  ['Sendmail', 'Sendmail'],
  ['nullmailer', 'nullmailer'],
  ['Haraka', 'Haraka'],
] as const

/** Postfix cannot start because another mail server (often the preinstalled Exim) holds its port. */
export const osPortConflict = condition({
  id: 'os-port-conflict',
  topic: 'downtime',
  severity: 'critical',
  needs: { state: postfixRunning, sockets: listeningSockets },
  optional: { log: mailLog, probes: serviceProbes },
  detect: ({ state, sockets, log, probes }) => {
    if (state.status === 'absent') return notApplicable('Postfix is not installed')
    if (state.value.running) return fine(state.value.evidence)
    const words =
      log.status === 'known'
        ? findMessages(log.value, { contains: 'Address already in use' }).filter(({ program }) =>
            program.startsWith('postfix'),
          )
        : []
    const [last] = words
    const port = Number(/port (\d{1,5}):/.exec(last?.text ?? '')?.[1] ?? Number.NaN)
    const holders = sockets.status === 'known' ? sockets.value.filter((one) => one.port === port) : []
    if (last === undefined || holders.length === 0) return fine(state.value.evidence)
    const held = probes.status === 'known' ? probes.value.filter(({ service }) => service.port === port) : []
    const [dialogue] = held.flatMap((one) => (one.dialogue.status === 'known' ? [one.dialogue] : []))
    const greeting = dialogue?.value.greeting ?? ''
    const product = products.find(([word]) => greeting.includes(word))?.[1] ?? 'another program'
    return problem({
      subject: `port ${port}`,
      confidence: 'certain',
      evidence: [
        last.lastExample,
        ...holders.flatMap(({ evidence }) => evidence),
        ...(dialogue?.evidence ?? []),
      ],
      values: { port, product },
      marks: [`port:${port}`, 'program:postfix', 'unit:postfix.service', 'unit:postfix@-.service'],
      since: last.firstAt,
    })
  },
  explains: [
    { condition: 'queue-mail-system-stopped' },
    { condition: 'service-not-listening' },
    // What is seen on the port is the other program's.
    { condition: 'dane-tlsa-mismatch' },
    { condition: 'tls-snakeoil-in-production' },
    { condition: 'tls-wrapper-mode-mismatch' },
    { condition: 'service-tls-failing' },
    { condition: 'dns-aaaa-not-served', when: (_, { marks }) => marks.some((mark) => mark.endsWith(':25')) },
  ],
  mistakenFor: [
    {
      condition: 'queue-mail-system-stopped',
      toldApartBy: {
        en: 'nobody stopped it: it was started and found its port taken',
        zh: '并非被停止：启动时发现端口已被占用',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix cannot start: {product} holds port {port}',
      because:
        'Postfix wants port {port} and {product} already listens there. Two mail servers cannot share a port; mail ' +
        'goes to the one that was first.',
      allClear: 'Postfix has its ports',
    },
    zh: {
      title: 'Postfix 无法启动：端口 {port} 被{product}占用',
      because:
        'Postfix 需要端口 {port}，但{product}已在监听。两个邮件服务器不能共用一个端口，邮件会进入先启动的那个。',
      allClear: 'Postfix 的端口未被占用',
    },
  },
  fix: [
    {
      do: { en: 'See who holds it', zh: '查看占用者' },
      command: "ss -ltnp 'sport = :{port}'",
      risk: 'none',
    },
    {
      do: {
        en: 'Stop the one that should not be there (exim4 shown), then start Postfix',
        zh: '停用不该存在的服务（以 exim4 为例），然后启动 Postfix',
      },
      command: 'systemctl disable --now exim4 && systemctl start postfix',
      risk: 'restart',
    },
  ],
  verify: ["ss -ltnp 'sport = :{port}'", 'systemctl is-active postfix'],
  references: ['https://docs.mailcow.email/getstarted/prerequisite-system/'],
})
