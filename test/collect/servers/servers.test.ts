import { describe, expect, test } from 'vitest'
import type { DialogueRequest, DialogueSeen } from '../../../src/access/net/net.ts'
import { Collector } from '../../../src/collect/collector.ts'
import type { FactDefinition } from '../../../src/collect/fact.ts'
import { clientDialogues } from '../../../src/collect/servers/client-dialogues.ts'
import { outsideProbes } from '../../../src/collect/servers/outside-probes.ts'
import { serverHosts } from '../../../src/collect/servers/server-hosts.ts'
import { strangerAnswers } from '../../../src/collect/servers/stranger-answers.ts'
import { tlsOffers } from '../../../src/collect/servers/tls-offers.ts'
import { failed, went } from '../../knowledge/written-servers.ts'
import { type ZoneWorld, zoneWorld } from '../dns/zone-world.ts'

const zone = {
  '. NS': ['a.root.example'],
  'example.org MX': ['10 mail.example.org'],
  'mail.example.org A': ['192.0.2.25'],
  'mail.example.org AAAA': ['2001:db8::25'],
}
const files = { '/etc/resolv.conf': 'nameserver 127.0.0.1\n' }

/** Looks at example.org from outside; gives the fact and every dialogue that was held. */
async function look<T>(
  fact: FactDefinition<T>,
  records: NonNullable<ZoneWorld['zone']>,
  answer: (request: DialogueRequest) => DialogueSeen = () => went(),
) {
  const held: DialogueRequest[] = []
  const world = zoneWorld({ files, zone: records })
  const net: typeof world.net = {
    ...world.net,
    dialogue: async (request) => {
      held.push(request)
      const at = '2026-11-24T03:00:00Z'
      return {
        status: 'known',
        value: answer(request),
        evidence: [{ kind: 'dialogue', where: 'x', text: 'x', at }],
      }
    },
  }
  const task = { domain: 'example.org', selectors: [] }
  const seen = await new Collector({ ...world, net, task }).get(fact)
  if (seen.status !== 'known') throw new Error(JSON.stringify(seen))
  return { value: seen.value, held }
}

describe('hosts for mail programs', () => {
  test('nothing is published: the MX host, and usual names that lead elsewhere', async () => {
    const records = { ...zone, 'imap.example.org A': ['192.0.2.44'], 'smtp.example.org A': ['192.0.2.25'] }
    expect((await look(serverHosts, records)).value).toEqual([
      { host: 'mail.example.org', role: 'mx', addresses: ['192.0.2.25', '2001:db8::25'] },
      { host: 'imap.example.org', role: 'usual name', addresses: ['192.0.2.44'] },
    ])
  })

  test('published: those, the MX hosts of the domain itself, and no guesses', async () => {
    const records = {
      ...zone,
      'example.org MX': ['10 mx.provider.test'],
      'mx.provider.test A': ['192.0.2.99'],
      '_imaps._tcp.example.org SRV': ['0 1 993 imap.provider.test'],
      'imap.provider.test A': ['192.0.2.98'],
    }
    expect((await look(serverHosts, records)).value.map(({ host }) => host)).toEqual(['imap.provider.test'])
  })

  test('a published host that is not in the DNS is kept: that is what is wrong', async () => {
    const records = { ...zone, '_imaps._tcp.example.org SRV': ['0 1 993 gone.example.org'] }
    expect((await look(serverHosts, records)).value[0]).toEqual({
      host: 'gone.example.org',
      role: 'published',
      addresses: [],
    })
  })
})

describe('dialogues with services', () => {
  test('all ports of each address, once', async () => {
    const { held } = await look(clientDialogues, zone)
    const asked = held.map(({ endpoint }) =>
      'port' in endpoint ? `${endpoint.address} ${endpoint.port}` : '',
    )
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.filter((one) => one.startsWith('192.0.2.25')).length).toBe(7)
  })

  test('a firewall that drops four ports is not asked for the rest', async () => {
    const { held } = await look(clientDialogues, zone, () => failed('timeout'))
    expect(held.map(({ endpoint }) => ('port' in endpoint ? endpoint.port : 0)).toSorted()).toEqual([
      143, 143, 465, 465, 587, 587, 993, 993,
    ])
  })

  test('what is seen over IPv6 with the same certificate is told once', async () => {
    const { value } = await look(outsideProbes, zone)
    expect(value.map(({ service }) => service.id)).not.toContain('mail.example.org:993 (IPv6)')
  })
})

describe('a stranger’s questions', () => {
  test('nothing is ever sent; nobody is asked who does not greet', async () => {
    const { held } = await look(strangerAnswers, zone)
    const commands = held.flatMap((request) => request.commands ?? [])
    expect(commands.length).toBeGreaterThan(5)
    expect(
      commands.filter((command) => !/^(?:MAIL FROM:<>|RCPT TO:<|RSET|VRFY |EXPN )/.test(command)),
    ).toEqual([])
    await expect(look(strangerAnswers, zone, () => failed('timeout'))).rejects.toThrow('absent')
  })

  test('a server that refuses old TLS is asked once about it; one that takes it, how far back', async () => {
    const offers = async (oldest: string) => {
      const order = ['TLSv1.1', 'TLSv1', 'SSLv3']
      const { held } = await look(tlsOffers, zone, ({ hello }) => {
        const takes = hello?.ciphers === 'any' && order.indexOf(hello.version) <= order.indexOf(oldest)
        const taken = {
          taken: true,
          protocol: hello?.version ?? '',
          cipher: 'x',
          compression: false,
          secureRenegotiation: true,
          extendedMasterSecret: true,
        } as const
        return hello === undefined
          ? went()
          : went({ hello: takes ? taken : { taken: false, alert: 'closed' } })
      })
      const port = (request: DialogueRequest) => ('port' in request.endpoint ? request.endpoint.port : 0)
      return held.flatMap((request) =>
        port(request) === 993 && request.hello ? [request.hello.version] : [],
      )
    }
    expect(await offers('none')).toEqual(['TLSv1.1', 'TLSv1.2', 'TLSv1.2'])
    expect(await offers('TLSv1')).toEqual(['TLSv1.1', 'TLSv1', 'SSLv3', 'TLSv1.2', 'TLSv1.2'])
  })
})
