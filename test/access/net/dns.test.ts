import type { Answer as WireRecord } from 'dns-packet'
import { AUTHENTIC_DATA } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { parseResolvConf, systemResolvers } from '../../../src/access/net/dns/resolv-conf.ts'
import type { DnsQuestion, RecordType } from '../../../src/access/net/net.ts'
import { systemNet } from '../../../src/access/net/system-net.ts'
import { type DnsBehaviour, startDnsServer, zone } from './servers/dns-server.ts'

const spf = 'v=spf1 mx -all'

async function ask(behave: DnsBehaviour, question: DnsQuestion) {
  await using server = await startDnsServer(behave)
  const answer = await systemNet({ resolvers: [server.resolver] }).resolve(question)
  return { answer, server }
}

/** The data of all records of a known answer, else what it was instead. */
async function dataOf(records: readonly WireRecord[], name: string, type: RecordType) {
  const { answer } = await ask(zone(records), { name, type })
  return answer.status === 'known' ? answer.value.records.map(({ data }) => data) : answer
}

const record = (type: string, data: unknown, name = 'example.org') =>
  ({ type, name, ttl: 300, data }) as WireRecord

describe('records in presentation form', () => {
  const cases: [RecordType, unknown, string][] = [
    ['A', '192.0.2.1', '192.0.2.1'],
    ['AAAA', '2001:db8:0:0:0:0:0:1', '2001:db8::1'],
    ['MX', { preference: 10, exchange: 'Mail.Example.ORG' }, '10 mail.example.org'],
    ['MX', { preference: 0, exchange: '.' }, '0 .'],
    ['TXT', ['v=spf1 ', 'mx -all'], spf],
    ['TXT', [Buffer.from('grüße; "x"')], 'grüße; "x"'],
    ['PTR', 'MAIL.example.org', 'mail.example.org'],
    ['NS', 'ns1.example.org', 'ns1.example.org'],
    ['CNAME', 'Other.example.org', 'other.example.org'],
    [
      'TLSA',
      { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from('ABCD', 'hex') },
      '3 1 1 abcd',
    ],
    [
      'DS',
      { keyTag: 20326, algorithm: 8, digestType: 2, digest: Buffer.from('E06D', 'hex') },
      '20326 8 2 e06d',
    ],
    ['CAA', { flags: 0, tag: 'issue', value: 'letsencrypt.org; a=b' }, '0 issue "letsencrypt.org; a=b"'],
    ['SRV', { priority: 0, weight: 1, port: 993, target: 'Imap.example.org' }, '0 1 993 imap.example.org'],
    [
      'SOA',
      {
        mname: 'ns.example.org',
        rname: 'a\\.b.example.org',
        serial: 7,
        refresh: 1,
        retry: 2,
        expire: 3,
        minimum: 4,
      },
      'ns.example.org a\\046b.example.org 7 1 2 3 4',
    ],
  ]
  test.each(cases)('%s', async (type, data, expected) => {
    expect(await dataOf([record(type, data)], 'example.org', type)).toEqual([expected])
  })

  test('DNSKEY with its key tag: the root key of 2017', async () => {
    const key = Buffer.from(
      'AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexTBAvkMgJzkKTOiW1vkIbzxeF3+/4RgWOq7HrxRixHlFlExOLAJr5emLvN7SWXgnLh4+B5xQlNVz8Og8kv' +
        'ArMtNROxVQuCaSnIDdD5LKyWbRd2n9WGe2R8PzgCmr3EgVLrjyBxWezF0jLHwVN8efS3rCj/EWgvIWgb9tarpVUDK/b58Da+sqqls3eNbuv7pr' +
        '+eoZG+SrDK6nWeL3c6H5Apxz7LjVc1uTIdsIXxuOLYA4/ilBmSVIzuDWfdRUfhHdY6+cn8HFRm+2hM8AnXGXws9555KrUB5qihylGa8subX2Nn' +
        '6UwNR1AkUTV74bU=',
      'base64',
    )
    const data = await dataOf([record('DNSKEY', { flags: 257, algorithm: 8, key }, '.')], '.', 'DNSKEY')
    expect(data).toEqual([`257 3 8 ${key.toString('base64')} ; key id = 20326`])
  })

  test('a hostile PTR: a label with dots, controls and no UTF-8 stays one label', async () => {
    const label = Buffer.from('mail.good.example\x1b[2J\xff', 'latin1')
    const answers = (question: Buffer) =>
      Buffer.concat([
        Buffer.from('000081800001000100000000', 'hex'),
        question,
        Buffer.from('c00c000c00010000003c', 'hex'),
        Buffer.from([0, label.length + 2, label.length, ...label, 0]),
      ])
    const question = Buffer.from('\x011\x012\x010\x03192\x07in-addr\x04arpa\0\0\x0c\0\x01', 'latin1')
    const { answer } = await ask(() => answers(question), { name: '1.2.0.192.in-addr.arpa', type: 'PTR' })
    expect(answer).toMatchObject({
      value: { records: [{ data: 'mail\\046good\\046example\\027[2j\\255' }] },
    })
  })
})

describe('what an answer says', () => {
  test('known, with resolver, bits, times to live and evidence', async () => {
    const behave = zone([record('TXT', 'v=spf1 mx -all'), record('TXT', 'other')], AUTHENTIC_DATA)
    const { answer, server } = await ask(behave, { name: 'Example.ORG.', type: 'TXT' })
    expect(answer).toMatchObject({
      status: 'known',
      value: {
        resolver: server.resolver,
        authenticated: true,
        authoritative: false,
        records: [{ ttlSeconds: 300 }, {}],
      },
      evidence: [{ kind: 'dns', where: `example.org TXT @${server.resolver}`, text: `"${spf}", "other"` }],
    })
  })

  test('the query asks as the port promises: EDNS 1232, AD, RD, no CD', async () => {
    const { server } = await ask(zone([record('A', '192.0.2.1')]), { name: 'example.org', type: 'A' })
    expect(server.queries).toHaveLength(1)
    expect(server.queries[0]?.packet).toMatchObject({
      flag_rd: true,
      flag_ad: true,
      flag_cd: false,
      additionals: [{ type: 'OPT', udpPayloadSize: 1232, flag_do: false }],
    })
  })

  test('CD and no RD on request', async () => {
    const question = { name: 'example.org', type: 'A', checkingDisabled: true, recursion: false } as const
    const { server } = await ask(zone([record('A', '192.0.2.1')]), question)
    expect(server.queries[0]?.packet).toMatchObject({ flag_rd: false, flag_cd: true })
  })

  test('NXDOMAIN and no such record are both absent, and told apart', async () => {
    const behave = zone([record('A', '192.0.2.1')])
    const { answer: missing } = await ask(behave, { name: 'gone.example.org', type: 'MX' })
    expect(missing).toMatchObject({ status: 'absent', evidence: [{ text: 'NXDOMAIN' }] })
    const { answer: none } = await ask(behave, { name: 'example.org', type: 'MX' })
    expect(none).toMatchObject({ status: 'absent', evidence: [{ text: 'no such record' }] })
  })

  const failures: [string, DnsBehaviour, string, RegExp][] = [
    ['SERVFAIL', () => ({ rcode: 2 }), 'servfail', /SERVFAIL/],
    ['REFUSED', () => ({ rcode: 5 }), 'refused', /REFUSED/],
    ['FORMERR', () => ({ rcode: 1 }), 'failed', /FORMERR/],
    ['RCODE 11', () => ({ rcode: 11 }), 'failed', /RCODE 11/],
    ['referral', () => ({ authorities: [record('NS', 'ns.other.example')] }), 'failed', /does not serve/],
    [
      'bytes cut inside a record',
      () => Buffer.from(`0000818000010001000000000161${'00'.repeat(6)}`, 'hex'),
      'malformed',
      /./,
    ],
    [
      'a pointer to itself',
      () => Buffer.from('000081800001000000000000c00c00010001', 'hex'),
      'malformed',
      /./,
    ],
    [
      'records of other names',
      () => ({ answers: [record('A', '192.0.2.1', 'x.example')] }),
      'malformed',
      /other names/,
    ],
    ['a CNAME loop', ({ name }) => ({ answers: [record('CNAME', name, name)] }), 'malformed', /CNAME/],
    [
      'an endless chain of CNAMEs',
      ({ name }) => ({ answers: [record('CNAME', `x.${name}`, name)] }),
      'malformed',
      /more than 8 CNAMEs/,
    ],
  ]
  test.each(failures)('%s is unknown, never absent', async (_, behave, code, text) => {
    const { answer } = await ask(behave, { name: 'example.org', type: 'A' })
    expect(answer).toMatchObject({ status: 'unknown', because: { code, text: expect.stringMatching(text) } })
  })

  test('SERVFAIL with an extended error says why', async () => {
    const options = [{ code: 15, data: Buffer.from('\0\x06no signature', 'latin1') }]
    const opt = {
      type: 'OPT',
      name: '.',
      udpPayloadSize: 1232,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      options,
    }
    const behave: DnsBehaviour = () => ({ rcode: 2, additionals: [opt as unknown as WireRecord] })
    const { answer } = await ask(behave, { name: 'example.org', type: 'A' })
    expect(answer).toMatchObject({
      because: { text: expect.stringContaining('EDE 6 (DNSSEC bogus): no signature') },
    })
  })

  test.each(['a..b', 'x'.repeat(64), `${'abcdefgh.'.repeat(30)}org`, 'grüße.example', 'a\\046b', ''])(
    'a name that cannot be asked: %s',
    async (name) => {
      const { answer, server } = await ask(zone([]), { name, type: 'A' })
      expect(answer).toMatchObject({ status: 'unknown', because: { code: 'malformed' } })
      expect(server.queries).toEqual([])
    },
  )
})

describe('CNAMEs', () => {
  const chain = [record('CNAME', 'b.example', 'a.example'), record('CNAME', 'c.example', 'b.example')]
  const address = record('A', '192.0.2.3', 'c.example')

  test('are followed inside the answer', async () => {
    const behave: DnsBehaviour = () => ({
      answers: [...chain, address, record('A', '192.0.2.66', 'elsewhere.example')],
    })
    const { answer, server } = await ask(behave, { name: 'a.example', type: 'A' })
    expect(answer).toMatchObject({
      value: { records: [{ name: 'c.example', data: '192.0.2.3' }] },
      evidence: [{ text: 'CNAME c.example: 192.0.2.3' }],
    })
    expect(server.queries).toHaveLength(1)
  })

  test('that lead out of the answer are asked for', async () => {
    const { answer, server } = await ask(zone([...chain, address]), { name: 'a.example', type: 'A' })
    expect(answer).toMatchObject({ status: 'known', value: { records: [{ data: '192.0.2.3' }] } })
    expect(server.queries).toHaveLength(3)
  })

  test('to a missing name are absent and say so', async () => {
    const { answer } = await ask(zone(chain), { name: 'a.example', type: 'A' })
    expect(answer).toMatchObject({
      status: 'absent',
      evidence: [{ text: 'NXDOMAIN: it is an alias of c.example' }],
    })
  })

  test('are not followed when they are what is asked for', async () => {
    const { answer } = await ask(zone(chain), { name: 'a.example', type: 'CNAME' })
    expect(answer).toMatchObject({ value: { records: [{ data: 'b.example' }] } })
  })

  test('one unsigned link takes the AD bit away', async () => {
    const behave: DnsBehaviour = (question, transport, packet) =>
      zone([...chain, address], question.name === 'b.example' ? 0 : AUTHENTIC_DATA)(
        question,
        transport,
        packet,
      )
    const { answer } = await ask(behave, { name: 'a.example', type: 'A' })
    expect(answer).toMatchObject({ value: { authenticated: false } })
  })
})

test('resolv.conf: nameserver lines only, at most three, none means this machine', () => {
  const text =
    '# nameserver 192.0.2.9\nsearch example.org\nnameserver 127.0.0.53\nnameserver\t2001:db8::1 # x\n'
  expect(parseResolvConf(text)).toEqual(['127.0.0.53', '2001:db8::1'])
  expect(parseResolvConf('nameserver 192.0.2.1\n'.repeat(9))).toHaveLength(3)
  expect(parseResolvConf('nameserver not-an-address\noptions ndots:1\n')).toEqual([])
  expect(systemResolvers('/nonexistent/resolv.conf')).toEqual(['127.0.0.1'])
})
