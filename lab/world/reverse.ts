/** The reverse name of an IPv4 or IPv6 address, with its final dot (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: string): string {
  return address.includes(':') ? reverse6(address) : `${address.split('.').reverse().join('.')}.in-addr.arpa.`
}

/** The query name of an address in a DNS block list (RFC 5782 §2.1, §2.4). */
export function blockListName(address: string, list: string): string {
  return reverseName(address).replace(/(in-addr|ip6)\.arpa\.$/, `${list}.`)
}

function reverse6(address: string): string {
  const [head = '', tail = ''] = address.split('::')
  const left = head.split(':').filter((group) => group !== '')
  const right = tail.split(':').filter((group) => group !== '')
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  const digits = [...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join('')
  return `${[...digits].reverse().join('.')}.ip6.arpa.`
}
