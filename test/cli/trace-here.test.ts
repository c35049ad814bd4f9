import { describe, expect, test } from 'vitest'
import { seenHere } from '../../src/cli/trace-here.ts'
import type { Refusal, TracedMessage, TracedRecipient } from '../../src/logs/trace/message.ts'
import { type Contents, memoryWorld } from '../access/recording/memory-world.ts'

function recipient(status: TracedRecipient['status'], reply: string | null): TracedRecipient {
  return {
    address: 'bob@example.org',
    origTo: null,
    status,
    relay: 'mx.example.org[192.0.2.9]:25',
    dsn: null,
    reply,
    delay: 1,
    attempts: 1,
    tries: [],
    account: null,
    next: null,
  }
}

function message(recipients: readonly TracedRecipient[]): TracedMessage {
  return {
    messageId: 'a@b',
    sender: 'anna@example.com',
    subject: null,
    size: 1,
    client: 'mail.b.example[198.51.100.44]',
    saslUser: null,
    received: null,
    queueIds: ['3C1F52E0A4'],
    notices: [],
    recipients,
    events: [],
  }
}

const refusal = (reply: string): Refusal => ({
  time: '2026-03-03T06:00:00',
  second: 0,
  client: 'unknown[198.51.100.44]',
  sender: 'anna@example.com',
  recipient: 'bob@example.org',
  reply,
  line: 1,
  file: 'mail.log',
})

const dns = {
  '. NS': ['a.root.test'],
  '2.0.0.127.zen.spamhaus.org A': ['127.0.0.2'],
  '2.0.0.127.psbl.surriel.com A': ['127.0.0.2'],
}

function world(contents: Contents = {}) {
  return memoryWorld({
    ...contents,
    files: { '/etc/resolv.conf': 'nameserver 127.0.0.53\n', ...contents.files },
    dns: { ...dns, ...contents.dns },
  })
}

const blocked = '554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org'
const options = { limit: 5, language: 'en' } as const

describe('what a story leads to on this host', () => {
  test('nothing for mail that was delivered', async () => {
    const delivered = recipient('delivered', '250 2.0.0 Ok: queued as 4A')
    const seen = await seenHere({ messages: [message([delivered])], refusals: [] }, world(), options)
    expect(seen.size).toBe(0)
  })

  test('the listing that the other side names, now', async () => {
    const bounced = recipient(
      'bounced',
      `host mx.example.org[192.0.2.9] said: ${blocked} (in reply to RCPT TO command)`,
    )
    const listed = world({ dns: { '7.100.51.198.zen.spamhaus.org A': ['127.0.0.4'] } })
    const seen = await seenHere({ messages: [message([bounced])], refusals: [] }, listed, options)
    expect(seen.get(bounced)?.[0]).toMatch(/^198\.51\.100\.7 zen\.spamhaus\.org: listed now/)
    const free = await seenHere({ messages: [message([bounced])], refusals: [] }, world(), options)
    expect(free.get(bounced)?.[0]).toBe('198.51.100.7 zen.spamhaus.org: not listed now')
  })

  test('SPF of the sender, where the reply names no domain', async () => {
    const bounced = recipient('bounced', '550 5.7.23 SPF validation failed for client [198.51.100.7]')
    const spf = world({ dns: { 'example.com TXT': ['v=spf1 ip4:203.0.113.0/24 -all'] } })
    const seen = await seenHere({ messages: [message([bounced])], refusals: [] }, spf, options)
    expect(seen.get(bounced)).toEqual(['SPF of example.com for 198.51.100.7: fail by -all of example.com'])
  })

  test('mail that this host refused is about who handed it in', async () => {
    const own = refusal('550 5.7.23 <bob@example.org>: Recipient address rejected: SPF fail - not authorized')
    const spf = world({ dns: { 'example.com TXT': ['v=spf1 ip4:198.51.100.44 -all'] } })
    const seen = await seenHere({ messages: [], refusals: [own] }, spf, options)
    expect(seen.get(own)?.join()).toContain('198.51.100.44')
  })

  test('which mailbox is full', async () => {
    const deferred = recipient(
      'deferred',
      'host box[private/dovecot-lmtp] said: 452 4.2.2 <bob@example.org> Quota exceeded (mailbox for user is full)',
    )
    const full = world({
      files: { '/etc/dovecot/dovecot.conf': '' },
      commands: {},
    })
    const seen = await seenHere({ messages: [message([deferred])], refusals: [] }, full, options)
    expect(seen.get(deferred)?.[0]).toMatch(/^Mailbox bob@example\.org: /)
  })

  test('many with one reply ask once, and say it of each', async () => {
    const bounced = recipient('bounced', blocked)
    const again = { ...bounced }
    const seen = await seenHere(
      { messages: [message([bounced]), message([again])], refusals: [] },
      world(),
      options,
    )
    expect(seen.get(bounced)).toEqual(seen.get(again))
  })

  test('a list of messages is no story', async () => {
    const messages = Array.from({ length: 6 }, () => message([recipient('bounced', blocked)]))
    expect((await seenHere({ messages, refusals: [] }, world(), options)).size).toBe(0)
  })
})
