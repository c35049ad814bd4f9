import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { absent, known, unknown } from '../../../src/access/answer.ts'
import type { Host } from '../../../src/access/host/host.ts'
import { rootDirectoryHost } from '../../../src/access/host/root-directory.ts'
import { type LogPlaces, readHostLogs } from '../../../src/logs/sources/host-logs.ts'
import { windowStart } from '../../../src/logs/sources/window.ts'
import { utcZone } from '../../../src/logs/zone.ts'
import { blocksOf, readAt, syslogLines } from '../read-lines.ts'

const made: string[] = []
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true })
})

/** A root file system with these files; what `journalctl` would print, if anything. */
function host(files: Readonly<Record<string, string>>, journal?: Readonly<Record<string, string>>): Host {
  const root = mkdtempSync(join(tmpdir(), 'mailmedic-logs-'))
  made.push(root)
  mkdirSync(join(root, 'var/log'), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, 'latin1')
    utimesSync(file, new Date(readAt), new Date(readAt))
  }
  const files_ = rootDirectoryHost(root)
  if (journal === undefined) return files_
  return {
    ...files_,
    readBlocks: async (source, range) => {
      if (typeof source === 'string') return files_.readBlocks(source, range)
      const text = journal[source.name]
      return text === undefined ? absent() : known(blocksOf(text))
    },
  }
}

const at = (hour: number, minute: number, ...texts: readonly string[]) =>
  texts
    .map((text, index) => {
      const time = new Date(Date.UTC(2026, 10, 23, hour, minute, index)).toISOString().slice(0, 19)
      return `${time}.000001+00:00 mx ${text}\n`
    })
    .join('')
const login = (name: string) =>
  `dovecot: imap-login: Login: user=<${name}>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=3, TLS, session=<a>`
const connect = 'postfix/smtpd[4]: connect from h[192.0.2.9]'
/** 02:50 and 02:55 on the day of reading: the file is written to until now. */
const recent = at(26, 50, connect, login('now'))

async function read(one: Host, places: LogPlaces = {}) {
  const answer = await readHostLogs(one, readAt, places)
  if (answer.status !== 'known') return answer
  const { coverage, logins, timeline } = answer.value
  return {
    status: answer.status,
    sources: coverage.sources.map(({ where }) => where),
    users: logins.byUser.map(({ user }) => user).sort(),
    events: timeline.map(({ kind, subject }) => `${kind} ${subject}`),
  }
}

describe('where mail is logged', () => {
  test('mail.log; its doubles in syslog do not count, the kernel there does', async () => {
    const kernel = 'kernel: [1.2] Out of memory: Killed process 8 (clamd)'
    const one = host({
      'var/log/mail.log': at(2, 0, login('old')) + at(4, 0, login('anna')) + recent,
      'var/log/syslog': at(4, 0, login('anna'), kernel) + recent,
    })
    expect(await read(one)).toEqual({
      status: 'known',
      sources: ['/var/log/mail.log', '/var/log/syslog'],
      users: ['anna', 'now'],
      events: ['out-of-memory-kill clamd'],
    })
  })

  test('the rotated file, when the day began in it', async () => {
    const one = host({
      'var/log/mail.log.1': at(2, 0, login('old')) + at(9, 0, login('morning')),
      'var/log/mail.log': at(18, 0, login('evening')) + recent,
      'var/log/mail.log.2.gz': 'not read',
    })
    expect(await read(one)).toMatchObject({
      sources: ['/var/log/mail.log.1', '/var/log/mail.log'],
      users: ['evening', 'morning', 'now'],
    })
  })

  test('rotated by date, by the hour, and compressed at once', async () => {
    const one = host({
      'var/log/mail.log-2026112311.gz': at(2, 0, login('old')) + at(9, 0, login('morning')),
      'var/log/mail.log-2026112318': at(12, 0, login('noon')),
      'var/log/mail.log': at(18, 0, login('evening')) + recent,
    })
    const root = made.at(-1) ?? ''
    const packed = join(root, 'var/log/mail.log-2026112311.gz')
    writeFileSync(packed, gzipSync(readFileSync(packed)))
    for (const [name, hour] of [
      ['mail.log-2026112311.gz', 11],
      ['mail.log-2026112318', 18],
    ] as const) {
      const written = new Date(Date.UTC(2026, 10, 23, hour))
      utimesSync(join(root, 'var/log', name), written, written)
    }
    expect(await read(one)).toMatchObject({
      sources: ['/var/log/mail.log-2026112311.gz', '/var/log/mail.log-2026112318', '/var/log/mail.log'],
      users: ['evening', 'morning', 'noon', 'now'],
    })
  })

  test('a damaged compressed file is told, and the rest is read', async () => {
    const one = host({
      'var/log/mail.log-20261123.gz': 'not a gzip file',
      'var/log/mail.log': at(18, 0, login('evening')) + recent,
    })
    const answer = await readHostLogs(one, readAt)
    const sources = answer.status === 'known' ? answer.value.coverage.sources : []
    expect(sources.map(({ where, incomplete }) => [where, incomplete !== undefined])).toEqual([
      ['/var/log/mail.log-20261123.gz', true],
      ['/var/log/mail.log', false],
    ])
  })

  test('where the syslog daemon is told to write', async () => {
    const one = host({
      'etc/rsyslog.conf': 'mail.*  -/srv/log/post\n',
      'srv/log/post': at(2, 0, login('old')) + recent,
    })
    expect(await read(one)).toMatchObject({ sources: ['/srv/log/post'], users: ['now'] })
  })

  test('one file by two names is read once', async () => {
    const one = host({ 'var/log/mail.log': at(2, 0, login('old')) + recent })
    symlinkSync('mail.log', join(made.at(-1) ?? '', 'var/log/maillog'))
    expect(await read(one, { postfixFiles: ['/var/log/maillog'] })).toMatchObject({
      sources: ['/var/log/maillog'],
      users: ['now'],
    })
  })

  test.each([['var/log/maillog'], ['var/log/mail/mail.log'], ['var/log/syslog'], ['var/log/messages']])(
    '%s alone',
    async (path) => {
      expect(await read(host({ [path]: at(2, 0, login('old')) + recent }))).toMatchObject({ users: ['now'] })
    },
  )

  test('the journal alone', async () => {
    const journal = {
      'journal-mail': `-- Boot 3f --\n${at(4, 0, login('anna'), 'systemd[1]: Stopped postfix@-.service - Postfix.')}`,
    }
    expect(await read(host({}, journal))).toEqual({
      status: 'known',
      sources: ['journalctl'],
      users: ['anna'],
      events: ['stopped postfix@-.service'],
    })
  })

  test('the journal fills what the file lacks, and nothing twice', async () => {
    const one = host(
      { 'var/log/mail.log': at(12, 0, login('noon'), connect) },
      { 'journal-mail': at(9, 0, login('morning'), connect) + at(12, 0, login('noon'), connect) + recent },
    )
    expect(await read(one)).toMatchObject({ users: ['morning', 'noon', 'now'] })
    const answer = await readHostLogs(one, readAt)
    expect(answer.status === 'known' && answer.value.logins.successes).toBe(3)
  })

  test("Postfix's maillog_file and Dovecot's log_path beside each other", async () => {
    const one = host({
      'var/log/postfix.log':
        'Nov 23 02:00:00 mx postfix/smtpd[4]: connect from h[192.0.2.9]\nNov 24 02:50:00 mx postfix/submission/smtpd[4]: 4AAAAAA1: client=h[192.0.2.9], sasl_method=PLAIN, sasl_username=carl\n',
      'srv/dovecot.log':
        'Nov 24 02:00:00 imap-login: Info: Login: user=<anna>, method=PLAIN, rip=192.0.2.7\n',
    })
    const places = { postfixFiles: ['/var/log/postfix.log'], dovecotFiles: ['/srv/dovecot.log'] }
    expect(await read(one, places)).toMatchObject({ users: ['anna', 'carl'] })
  })

  test.each([
    [
      'Sendmail',
      'sm-mta[22]: s1NLaDQT022248: from=<carl@example.org>, size=1, nrcpts=1, relay=pc [192.0.2.7]',
    ],
    ['OpenSMTPD', 'smtpd[31]: 0661f42ce59882bb smtp connected address=192.0.2.7 host=pc'],
    ['Exim', 'exim[51]: exim 4.96 daemon started: pid=51, -q30m'],
  ])('the journal of a host with %s', async (_program, text) => {
    expect((await read(host({}, { 'journal-mail': at(26, 50, text) }))).status).toBe('known')
  })

  test("Exim's main log", async () => {
    const lines = [
      '2026-11-24 02:50:00 1vbG8L-0002Fb-Ny <= carl@example.org H=h [192.0.2.9] P=esmtpsa A=plain:carl S=400',
      '2026-11-24 02:50:01 1vbG8L-0002Fb-Ny => x@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.9]',
    ]
    const one = host({ 'var/log/exim4/mainlog': `${lines.join('\n')}\n` })
    expect(await read(one)).toMatchObject({ sources: ['/var/log/exim4/mainlog'], users: ['carl'] })
  })

  test('time stamps without zone are in the zone of the host', async () => {
    const one = host({
      'var/log/mail.log': 'Nov 24 03:55:00 mx postfix/smtpd[4]: connect from h[192.0.2.9]\n',
      'etc/timezone': 'Europe/Berlin\n',
    })
    const answer = await readHostLogs(one, readAt)
    expect(answer.status === 'known' && answer.value.traffic.lastInboundConnectAt).toBe(
      Date.UTC(2026, 10, 24, 2, 55),
    )
  })
})

describe('reading costs one pass', () => {
  test('no file is read twice, and each from its start to its end', async () => {
    const files = host({
      'var/log/mail.log.1': at(2, 0, login('old')) + at(9, 0, login('morning')),
      'var/log/mail.log': at(18, 0, login('evening')) + recent,
      'var/log/syslog': at(4, 0, 'kernel: [1.2] Out of memory: Killed process 8 (clamd)') + recent,
      'var/log/dovecot.log': 'Nov 24 02:00:00 imap-login: Info: Login: user=<anna>, rip=192.0.2.7\n',
    })
    const asked: string[] = []
    const counting: Host = {
      ...files,
      readBlocks: (source, range) => {
        asked.push(`${typeof source === 'string' ? source : source.name} ${JSON.stringify(range)}`)
        return files.readBlocks(source, range)
      },
    }
    expect(await read(counting)).toMatchObject({ users: ['anna', 'evening', 'morning', 'now'] })
    expect(asked.filter((one) => one.startsWith('/')).sort()).toEqual([
      '/var/log/dovecot.log {"startByte":0}',
      '/var/log/mail.log {"startByte":0}',
      '/var/log/mail.log.1 {"startByte":0}',
      '/var/log/syslog {"startByte":0}',
    ])
  })
})

describe('where there is no mail log', () => {
  test('absent: the journal is there, and no mail in it', async () => {
    const one = host({}, { 'journal-mail': at(4, 0, 'systemd[1]: Started cron.service.') })
    expect((await read(one)).status).toBe('absent')
  })

  test('a journal that shows nothing proves nothing', async () => {
    expect((await read(host({}, { 'journal-mail': '' }))).status).toBe('unknown')
  })

  test('no permission', async () => {
    const files = host({ 'var/log/mail.log': recent })
    const denied: Host = { ...files, readBlocks: async () => unknown('no-permission', 'permission denied') }
    expect(await readHostLogs(denied, readAt)).toMatchObject({
      status: 'unknown',
      because: { code: 'no-permission' },
    })
  })

  test('a file for mail without a line today is a quiet server', async () => {
    const one = host(
      { 'var/log/mail.log': at(2, 0, login('old')) },
      { 'journal-mail': at(4, 0, 'systemd[1]: Started cron.service.') },
    )
    expect(await read(one)).toMatchObject({ status: 'known', users: [] })
  })

  test.each([
    ['a directory', (root: string) => mkdirSync(join(root, 'var/log/mail.log'))],
    ['a link in a circle', (root: string) => symlinkSync('mail.log', join(root, 'var/log/mail.log'))],
    ['an empty file', (root: string) => writeFileSync(join(root, 'var/log/mail.log'), '')],
  ])('%s', async (_what, make) => {
    const one = host({})
    make(made[0] ?? '')
    expect((await read(one)).status).not.toBe('known')
  })
})

describe('a big file', () => {
  test('is entered near the start of the window, and no line of it is missed', async () => {
    const day = (time: number) => new Date(time).toISOString().slice(0, 19)
    const filler = 'x'.repeat(1000)
    const lines: string[] = []
    const start = readAt - 5 * 24 * 3_600_000
    for (let time = start; time < readAt; time += 10_000)
      lines.push(`${day(time)}Z mx postfix/smtpd[4]: info ${filler}\n`)
    const text = lines.join('')
    const one = host({ 'var/log/mail.log': text })
    const from = readAt - 24 * 3_600_000
    const byte = await windowStart(one, '/var/log/mail.log', text.length, {
      from,
      now: readAt,
      zone: utcZone,
    })
    const first = text.indexOf(`${day(from)}Z`)
    expect(byte).toBeGreaterThan(first - (2 << 20))
    expect(byte).toBeLessThan(first)
    const answer = await readHostLogs(one, readAt)
    expect(answer.status === 'known' && answer.value.coverage.lines).toBe(8640)
    // Line numbers are not known there: the path alone is the place.
    expect(answer.status === 'known' && answer.value.messages[0]?.example.where).toBe('/var/log/mail.log')
  })

  test('a small one is read from its start', async () => {
    const text = syslogLines(connect)
    const one = host({ 'var/log/mail.log': text })
    expect(
      await windowStart(one, '/var/log/mail.log', text.length, { from: readAt, now: readAt, zone: utcZone }),
    ).toBe(0)
  })
})
