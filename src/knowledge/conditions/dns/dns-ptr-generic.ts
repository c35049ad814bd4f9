import { type IpAddress, parseIpAddress } from '../../../collect/dns/ip-address.ts'
import { visibleReverseNames } from '../../../collect/dns/visible-reverse-names.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The reverse name looks like one that providers give to dial-up lines and fresh servers (digits of the address,
 * "dyn", "pool"): many receivers score or refuse it.
 */
export const dnsPtrGeneric = condition({
  id: 'dns-ptr-generic',
  topic: 'reputation',
  severity: 'low',
  needs: { visible: visibleReverseNames },
  detect: ({ visible }) => {
    if (visible.status === 'absent')
      return notApplicable('no address is known from which mail goes straight to receivers')
    return visible.value.flatMap(({ address, names }) => {
      const parsed = parseIpAddress(address)
      // Missing and wrong names are other conditions' matter.
      if (names.status !== 'known' || parsed === undefined) return []
      const generic = names.value.filter(({ name }) => looksGeneric(name, parsed))
      const [first] = generic
      if (first === undefined || generic.length < names.value.length) return [fine(names.evidence, address)]
      return [
        problem({
          subject: address,
          confidence: 'likely',
          evidence: names.evidence,
          values: { name: first.name },
          marks: [`address:${address}`, 'reason:missing-ptr'],
        }),
      ]
    })
  },
  explains: [
    {
      condition: 'deliveries-rejected',
      when: (cause, { marks }) =>
        marks.includes('reason:missing-ptr') && marks.includes(`address:${cause.subject}`),
    },
  ],
  mistakenFor: [
    {
      condition: 'dns-ptr-missing',
      toldApartBy: {
        en: 'there is a reverse name; it is a generated one',
        zh: '反向名称存在，只是自动生成的',
      },
    },
    {
      condition: 'dns-fcrdns-mismatch',
      toldApartBy: { en: 'the name leads back to the address', zh: '该名称能正向解析回该地址' },
    },
  ],
  texts: {
    en: {
      title: 'The reverse name of {subject} looks like that of a dial-up line: {name}',
      because:
        'The PTR of {subject} is {name}, a name that a provider generated from the address. Receivers and block lists take such senders for home lines or hacked machines and refuse or downgrade their mail.',
      allClear: 'the reverse name of {subject} is a proper one',
    },
    zh: {
      title: '{subject} 的反向名称像拨号线路：{name}',
      because:
        '{subject} 的 PTR 是 {name}，是服务商由地址自动生成的名称。收件方和黑名单会把这样的发件方当作家庭宽带或被入侵的机器，从而拒收或降级其邮件。',
      allClear: '{subject} 的反向名称是正式名称',
    },
  },
  fix: [
    {
      who: 'address owner',
      do: {
        en: 'At the provider of the address, set the PTR of {subject} to the name of the mail server',
        zh: '在地址提供商处把 {subject} 的 PTR 设为邮件服务器的名称',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short -x {subject}'],
  references: [
    'https://www.spamhaus.org/faqs/dnsbl-usage/',
    'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
  ],
})

/** The digits of the address in the name, or a word for lines that change hands. */
function looksGeneric(name: string, { family, bytes }: IpAddress): boolean {
  const host = name.split('.').slice(0, -2).join('.')
  if (/(?:^|[.-])(?:dyn|dynamic|dialup|dsl|adsl|pool|ppp|dhcp|broadband|cable|pppoe)(?:\d|[.-]|$)/.test(host))
    return true
  if (family === 6) return /(?:^|[.-])(?:[0-9a-f]{4}-){3,}|[0-9a-f]{16,}/.test(host)
  const numbers = host.match(/\d{1,3}/g)?.map(Number) ?? []
  const joined = bytes.map((byte) => String(byte).padStart(3, '0')).join('')
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (host.includes(joined) || host.includes(hex)) return true
  return containsInOrder(numbers, bytes) || containsInOrder(numbers, bytes.toReversed())
}

/** All four bytes, one after another. */
function containsInOrder(numbers: readonly number[], bytes: readonly number[]): boolean {
  return numbers.some((_, start) => bytes.every((byte, index) => numbers[start + index] === byte))
}
