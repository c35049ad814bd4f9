import { describe, expect, test } from 'vitest'
import { known } from '../../../src/access/answer.ts'
import type { DialogueRequest } from '../../../src/access/net/net.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { serviceProbes } from '../../../src/collect/services/probes.ts'
import { worldOf } from '../written-world.ts'

/** Line of /proc/net/tcp for a listening socket; address as the kernel writes it. */
const listens = (address: string, port: number) =>
  `   0: ${address}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0\n`
const header = '  sl  local_address rem_address   st\n'

async function asked(master: string, four: string, six = '') {
  const world = worldOf({
    files: {
      '/etc/postfix/main.cf': 'compatibility_level = 3.6\nmyhostname = mail.example.org\n',
      '/etc/postfix/master.cf': master,
      '/usr/sbin/postfix': '',
      '/proc/net/tcp': header + four,
      '/proc/net/tcp6': header + six,
    },
  })
  const requests: DialogueRequest[] = []
  const net = {
    ...world.net,
    dialogue: async (request: DialogueRequest) => {
      requests.push(request)
      return known({ end: 'completed' as const, transcript: [], capabilities: [], replies: [] })
    },
  }
  await new Collector({ ...world, net }).get(serviceProbes)
  return requests
}

const smtp = 'smtp inet n - y - - smtpd\n'

describe('serviceProbes', () => {
  test('asks over the loopback what listens everywhere, by the name that the host gives', async () => {
    expect(await asked(smtp, listens('00000000', 25))).toEqual([
      {
        protocol: 'smtp',
        endpoint: { address: '127.0.0.1', port: 25 },
        tls: 'starttls',
        serverName: 'mail.example.org',
        clientName: 'mail.example.org',
      },
    ])
  })

  test('asks at the address to which a service is bound, not at that of a neighbour', async () => {
    const both = listens('0100007F', 25) + listens('0A0200C0', 25)
    const requests = await asked('192.0.2.10:smtp inet n - y - - smtpd\n', both)
    expect(requests.map(({ endpoint }) => endpoint)).toEqual([{ address: '192.0.2.10', port: 25 }])
  })

  test('over IPv6 where there is nothing else', async () => {
    const requests = await asked(smtp, '', listens('0'.repeat(32), 25))
    expect(requests.map(({ endpoint }) => endpoint)).toEqual([{ address: '::1', port: 25 }])
  })

  test('nobody is asked where nothing listens, or where only a load balancer may talk', async () => {
    expect(await asked(smtp, listens('00000000', 22))).toEqual([])
    const proxied = `${smtp}  -o smtpd_upstream_proxy_protocol=haproxy\n`
    expect(await asked(proxied, listens('00000000', 25))).toEqual([])
  })
})
