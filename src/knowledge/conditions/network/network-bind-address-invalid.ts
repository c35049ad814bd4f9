import type { Evidence } from '../../../access/answer.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { addressNumber } from '../../../collect/network/address-ranges.ts'
import { interfaceAddresses } from '../../../collect/network/addresses.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import {
  activeServices,
  addressOf,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { listItems } from '../../../collect/postfix/table-references.ts'
import { condition, fine, type LinkedProblem, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/**
 * Postfix is told to use an address that this machine does not have (any more): it cannot listen there,
 * or cannot send from it. postconf(5) inet_interfaces, smtp_bind_address.
 */
export const networkBindAddressInvalid = condition({
  id: 'network-bind-address-invalid',
  topic: 'network',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, addresses: interfaceAddresses },
  optional: { services: postfixServices, log: mailLog },
  detect: ({ configuration, addresses, services, log }) => {
    if (configuration.status === 'absent' || addresses.status === 'absent')
      return notApplicable('no Postfix, or no addresses')
    const postfix = configuration.value
    const own = new Set(addresses.value.map(({ address }) => numberText(address)))
    const uses: { address: string; parameter: string; evidence: readonly Evidence[] }[] = []
    for (const parameter of ['inet_interfaces', 'smtp_bind_address', 'smtp_bind_address6'])
      for (const address of listItems(postfix.value(parameter) ?? ''))
        uses.push({ address, parameter, evidence: postfix.evidence(parameter) })
    const active = services.status === 'known' ? activeServices(services.value) : []
    const at = addresses.evidence[0]?.at ?? ''
    for (const service of active) {
      const bound = [
        addressOf(service),
        service.overrides.get('smtp_bind_address'),
        service.overrides.get('smtp_bind_address6'),
      ]
      for (const address of bound)
        if (address !== undefined)
          uses.push({
            address: postfix.expand(address, service),
            parameter: service.name,
            evidence: [serviceEvidence(service, at)],
          })
    }
    const wrong = uses.filter(({ address }) => {
      const number = numberText(address.replace(/^\[|\]$/g, ''))
      return number !== undefined && !own.has(number) && !isAny(address)
    })
    if (wrong.length === 0) return fine(addresses.evidence)
    return [...Map.groupBy(wrong, ({ address }) => address)].map(([address, alike]) => {
      const said =
        log.status === 'known'
          ? loggedTrouble(log.value, { contains: 'Cannot assign requested address' })
          : undefined
      const lines = said?.groups.filter(({ text }) => text.includes(address)) ?? []
      return problem({
        subject: address,
        confidence: 'certain',
        evidence: [
          ...alike.flatMap((one) => one.evidence),
          ...addresses.evidence,
          ...lines.slice(0, 2).map(({ lastExample }) => lastExample),
        ],
        values: { parameter: [...new Set(alike.map(({ parameter }) => parameter))].join(', ') },
        marks: [`address:${address}`, 'reason:connection-failed', 'program:postfix', 'unit:postfix.service'],
        ...(lines.length === 0 ? {} : { since: Math.min(...lines.map(({ firstAt }) => firstAt)) }),
      })
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'queue-mail-system-stopped' },
    { condition: 'service-not-listening' },
    // Nothing can leave from an address that is not here: what receivers would think of it is idle.
    { condition: 'network-source-address-differs', when: isAbout },
    { condition: 'spf-sending-ip-not-listed', when: isAbout },
    { condition: 'dns-ptr-missing', when: isAbout },
    { condition: 'dns-fcrdns-mismatch', when: isAbout },
  ],
  mistakenFor: [],
  texts: {
    en: {
      title: 'Postfix is told to use {subject}, which this machine does not have',
      because:
        '{parameter} names the address {subject}, and no interface has it: Postfix cannot listen on it or send from it ' +
        '("Cannot assign requested address"). Usual after a move or a change of addresses.',
      allClear: 'all addresses that Postfix is told to use are this machine’s',
    },
    zh: {
      title: 'Postfix 被指定使用 {subject}，但本机没有该地址',
      because:
        '{parameter} 中写有地址 {subject}，但没有任何网卡拥有它：Postfix 无法在其上监听或用它发信（“Cannot assign requested address”）。常见于迁移或更换地址之后。',
      allClear: 'Postfix 所用的地址都属于本机',
    },
  },
  fix: [
    {
      do: {
        en: 'See which addresses there are, and where the old one is written',
        zh: '查看现有地址，以及旧地址写在哪里',
      },
      command: 'ip -brief address; grep -rnF {subject} /etc/postfix/*.cf',
      risk: 'none',
    },
    {
      do: {
        en: 'Write the new one (or remove the setting) and restart Postfix',
        zh: '改为新地址（或删除该设置）并重启 Postfix',
      },
      command: 'systemctl restart postfix',
      risk: 'restart',
    },
  ],
  verify: ['ss -ltn sport = :25', 'postqueue -f; postqueue -p'],
  references: [
    'https://www.postfix.org/postconf.5.html#smtp_bind_address',
    'https://www.postfix.org/postconf.5.html#inet_interfaces',
  ],
})

function numberText(address: string): string | undefined {
  const number = addressNumber(address.split('%')[0] ?? '')
  return number === undefined ? undefined : `${number.family} ${number.value}`
}

/** 0.0.0.0, ::, and the loopback network, of which every address can be used. */
function isAny(address: string): boolean {
  return /^(?:0\.0\.0\.0|::|127\.[\d.]+)$/.test(address.replace(/^\[|\]$/g, ''))
}

function isAbout({ subject }: LinkedProblem, effect: LinkedProblem): boolean {
  return effect.subject === subject || effect.marks.includes(`address:${subject}`)
}
