import { type ExchangerDialogue, exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { port25FromHere } from '../../../collect/servers/port25-from-here.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { reachOf } from '../../reach.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * Nobody answers on port 25 of an MX host. Many networks drop outgoing port 25, so silence counts only when
 * another server did answer from here.
 */
export const serviceMxUnreachable = condition({
  id: 'service-mx-unreachable',
  topic: 'delivery',
  severity: 'critical',
  symptom: true,
  needs: { exchangers: exchangerDialogues },
  optional: { port25: port25FromHere },
  detect: ({ exchangers, port25 }) => {
    if (exchangers.status === 'absent') return notApplicable('no MX host has an address')
    const hosts = [...Map.groupBy(exchangers.value, ({ host }) => host).values()]
    const reached = exchangers.value.filter(({ dialogue }) => reachOf(dialogue) === 'open')
    const isOpenFromHere = reached.length > 0 || port25.status === 'known'
    return hosts.map((group) => judge(group, reached.length > 0, isOpenFromHere))
  },
  texts: {
    en: {
      title: 'No mail server answers at {subject}, port 25',
      because: '{subject} is an MX host of the domain, and port 25 of {addresses} {outcome}. {effect}',
      allClear: '{subject} answers on port 25',
    },
    zh: {
      title: '{subject} 的 25 端口没有邮件服务器应答',
      because: '{subject} 是该域的 MX 主机，而 {addresses} 的 25 端口{outcomeZh}。{effectZh}',
      allClear: '{subject} 的 25 端口有应答',
    },
  },
  fix: [
    {
      do: {
        en: 'On that server: does the mail server run and listen, and does the firewall let 25 in?',
        zh: '在该服务器上：邮件服务器是否运行并监听，防火墙是否放行 25？',
      },
      command: 'mailmedic check --only service-not-listening --only network-inbound-25-blocked',
      risk: 'none',
    },
    {
      who: 'DNS admin',
      do: {
        en: 'If the host is gone, remove it from the MX records',
        zh: '若该主机已停用，请从 MX 记录中删除',
      },
      risk: 'none',
    },
  ],
  verify: ['nc -vz -w5 {subject} 25'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})

function judge(group: readonly ExchangerDialogue[], othersAnswer: boolean, isOpenFromHere: boolean): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no such host')
  const { host: subject } = first
  const reaches = group.map(({ dialogue }) => reachOf(dialogue))
  const evidence = group.flatMap(({ dialogue }) =>
    dialogue.status === 'known' ? dialogue.evidence.slice(0, 1) : [],
  )
  if (reaches.includes('open')) return fine(evidence, subject)
  const refused = reaches.includes('refused')
  if (!refused && !(isOpenFromHere && reaches.includes('silent')))
    return couldNotTell(
      {
        code: 'timeout',
        text: `nothing came back from port 25 of ${subject}, nor from any other MX host`,
        remedy:
          'many networks block outgoing port 25: try from a server whose port 25 is open (nc -vz -w5 gmail-smtp-in.l.google.com 25)',
      },
      subject,
    )
  return problem({
    subject,
    confidence: refused ? 'certain' : 'likely',
    severity: othersAnswer ? 'medium' : 'critical',
    evidence,
    values: {
      addresses: group.map(({ address }) => address).join(', '),
      outcome: refused ? 'refuses connections' : 'does not answer',
      outcomeZh: refused ? '拒绝连接' : '没有应答',
      effect: othersAnswer
        ? 'Mail arrives by the other MX hosts, late.'
        : 'No mail arrives; senders try for days, then return it.',
      effectZh: othersAnswer
        ? '邮件会经其他 MX 到达，但有延迟。'
        : '邮件无法送达；发件方会重试数日，然后退信。',
    },
    marks: ['port:25', 'port:25-incoming', `host:${subject}`],
  })
}
