import { describe, expect, test } from 'vitest'
import { cleanEntries } from '../../src/access/recording/clean.ts'
import { recordingWorld } from '../../src/access/recording/record.ts'
import { replayWorld } from '../../src/access/recording/replay.ts'
import type { World } from '../../src/access/world.ts'
import type { ExplainAnswer } from '../../src/cli/explain-answer.ts'
import { observe } from '../../src/cli/explain-here.ts'
import { observationWords } from '../../src/cli/explain-here-words.ts'
import { readMail } from '../../src/explain/mail/mail.ts'
import { readReply } from '../../src/explain/reply.ts'
import { type Contents, memoryWorld } from '../access/recording/memory-world.ts'
import { daemonMail } from '../explain/mail/written-mails.ts'

const header = {
  schema: 'mailmedic.capture/1',
  madeAt: 1,
  mailmedicVersion: '0',
  hostKind: 'local',
  pseudonyms: false,
} as const

/** A resolver that answers, and the test entries of the lists: they are alive, and tell us the truth. */
const base: Required<Contents> = {
  files: { '/etc/resolv.conf': 'nameserver 127.0.0.53\n' },
  commands: {},
  dns: {
    '. NS': ['a.root.test'],
    ...Object.fromEntries(
      ['zen.spamhaus.org', 'bl.spamcop.net', 'b.barracudacentral.org', 'psbl.surriel.com'].map((zone) => [
        `2.0.0.127.${zone} A`,
        ['127.0.0.2'],
      ]),
    ),
    'dbltest.com.dbl.spamhaus.org A': ['127.0.1.2'],
  },
}

function host({ files = {}, commands = {}, dns = {} }: Contents): World {
  return memoryWorld({
    files: { ...base.files, ...files },
    commands: { ...base.commands, ...commands },
    dns: { ...base.dns, ...dns },
  })
}

const reply = (text: string): ExplainAnswer => ({ kind: 'reply', text, meaning: readReply(text) })

/** What is seen on a host, and the same from its capture. */
async function seen(world: World, answer: ExplainAnswer): Promise<string[]> {
  const recording = recordingWorld(world)
  const first = await observe(recording.world, [answer])
  const entries = JSON.parse(JSON.stringify([...cleanEntries(recording.entries())]))
  const again = await observe(replayWorld({ header, entries }), [answer])
  const words = first.map((one) => observationWords(one, 'en'))
  expect(again.map((one) => observationWords(one, 'en'))).toEqual(words)
  for (const one of first)
    expect(observationWords(one, 'zh')).toMatch(/[\u4e00-\u9fff]|pass|fail|none|permerror/)
  return words
}

const spamhaus =
  '554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/198.51.100.7'

describe('blocked by a list', () => {
  test('not listed any more', async () => {
    const lines = await seen(host({}), reply(spamhaus))
    expect(lines[0]).toBe('198.51.100.7 zen.spamhaus.org: not listed now')
    expect(lines.length).toBeGreaterThan(1)
  })

  test('listed now, by the one that the reply names first', async () => {
    const lines = await seen(
      host({ dns: { '7.100.51.198.psbl.surriel.com A': ['127.0.0.2'] } }),
      reply(spamhaus.replaceAll('zen.spamhaus.org', 'psbl.surriel.com')),
    )
    expect(lines[0]).toBe('198.51.100.7 psbl.surriel.com: listed now (PSBL): https://psbl.org/remove')
  })

  test('a list that refuses us tells nothing', async () => {
    const refusing = host({ dns: { '2.0.0.127.zen.spamhaus.org A': ['127.255.255.254'] } })
    expect((await seen(refusing, reply(spamhaus)))[0]).toMatch(
      /^198.51.100.7 zen.spamhaus.org: could not tell: /,
    )
  })

  test('a domain', async () => {
    const lines = await seen(
      host({ dns: { 'shop.example.com.dbl.spamhaus.org A': ['127.0.1.4'] } }),
      reply('554 5.7.1 Sender address <news@shop.example.com> blocked using dbl.spamhaus.org'),
    )
    expect(lines[0]).toBe(
      'shop.example.com dbl.spamhaus.org: listed now (phishing): https://check.spamhaus.org/',
    )
  })

  test('no address in the reply, none to be known here', async () => {
    const lines = await seen(
      host({}),
      reply('554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org'),
    )
    expect(lines).toEqual(['the reply names no address, and the public address of this host is not known'])
  })
})

describe('SPF failed', () => {
  const gmail =
    '550 5.7.26 This mail is unauthenticated. SPF [example.com] with ip: [203.0.113.9] = Did not pass'

  test.each([
    [
      'it passes now',
      ['v=spf1 ip4:203.0.113.0/24 -all'],
      'SPF of example.com for 203.0.113.9: pass by ip4:203.0.113.0/24 of example.com',
    ],
    ['it fails still', ['v=spf1 mx -all'], 'SPF of example.com for 203.0.113.9: fail by -all of example.com'],
    [
      'a record that is broken',
      ['v=spf1 ipv4:203.0.113.9 -all'],
      'SPF of example.com for 203.0.113.9: permerror: there is no mechanism "ipv4"; "ip4" is meant',
    ],
    ['none', [], 'SPF of example.com for 203.0.113.9: none: there is no SPF record'],
  ])('%s', async (_, records, line) => {
    const dns: Contents['dns'] = records.length === 0 ? {} : { 'example.com TXT': records }
    expect(await seen(host({ dns }), reply(gmail))).toEqual([line])
  })
})

describe('no reverse name', () => {
  const gmx = '550 5.7.25 [203.0.113.9] The IP address sending this message does not have a PTR record setup'
  test('still none', async () => {
    expect(await seen(host({}), reply(gmx))).toEqual(['PTR 203.0.113.9: it has no reverse name now'])
  })
  test('one that does not lead back', async () => {
    const dns = { '9.113.0.203.in-addr.arpa PTR': ['a.isp.example'] }
    expect(await seen(host({ dns }), reply(gmx))).toEqual([
      'PTR 203.0.113.9: a.isp.example, which does not lead back to it',
    ])
  })
})

describe('a mailbox is full', () => {
  const full = reply('552 5.2.2 <bob@example.org>: Quota exceeded (mailbox for user is full)')
  const columns = 'Quota name\tType\tValue\tLimit\t%\n'

  test.each([
    [
      'full now',
      `${columns}User quota\tSTORAGE\t1024\t1024\t100\nUser quota\tMESSAGE\t12\t-\t0\n`,
      'Mailbox bob@example.org: 1024 / 1024 KiB (100 %, full now)',
    ],
    [
      'room again',
      `${columns}User quota\tSTORAGE\t102\t1024\t9\n`,
      'Mailbox bob@example.org: 102 / 1024 KiB (9 %)',
    ],
    [
      'no limit',
      `${columns}User quota\tSTORAGE\t102\t-\t0\n`,
      'Mailbox bob@example.org: it has no limit here, or there is no such user',
    ],
  ])('%s, by doveadm', async (_, stdout, line) => {
    const world = host({
      commands: {
        'doveadm -f tab quota get -u bob@example.org': stdout,
        'doveadm -f tab quota get -u bob': columns,
      },
    })
    expect(await seen(world, full)).toEqual([line])
  })

  test('by maildirsize, where doveadm counts nothing', async () => {
    const world = host({
      commands: {
        'doveadm user bob@example.org':
          'uid\t5000\ngid\t5000\nhome\t/var/vmail/example.org/bob\nmail\tmaildir:~/Maildir:LAYOUT=fs\n',
      },
      files: {
        '/var/vmail/example.org/bob/Maildir/maildirsize':
          '2048000S,1000C\n1024000 10\n1024000 12\n-2048 -1\n',
      },
    })
    expect(await seen(world, full)).toEqual([
      'Mailbox bob@example.org: 1998 / 2000 KiB (99 %), 21 / 1000 messages (2 %)',
    ])
  })

  test('neither can be asked', async () => {
    expect(await seen(host({}), full)).toEqual([
      'Mailbox bob@example.org: could not tell: doveadm -f tab quota get -u bob@example.org: not installed',
    ])
  })

  test('of a bounce, the mailbox that the mail names', async () => {
    const bytes = daemonMail(
      'Undelivered Mail Returned to Sender',
      'Your message could not be delivered.\n\n<carol@example.org>: 552 5.2.2 mailbox is full\n',
    )
    const answer: ExplainAnswer = { kind: 'mail', name: 'a.eml', mail: readMail(bytes) }
    const world = host({
      commands: {
        'doveadm -f tab quota get -u carol@example.org': `${columns}User quota\tSTORAGE\t9\t9\t100\n`,
      },
    })
    expect(await seen(world, answer)).toEqual(['Mailbox carol@example.org: 9 / 9 KiB (100 %, full now)'])
  })
})

test('other replies ask nothing', async () => {
  expect(await observe(host({}), [reply('550 5.1.1 User unknown')])).toEqual([])
})
