import { describe, expect, test } from 'vitest'
import { authenticateMessage } from '../../src/collect/authentication/message-authentication.ts'
import { checkArc } from '../../src/collect/authentication/signature/arc.ts'
import { readRawMessage } from '../../src/collect/authentication/signature/raw-message.ts'
import { readHeaders } from '../../src/explain/mail/headers.ts'
import { wordsOfCause } from '../../src/knowledge/authentication-cause-words.ts'
import {
  causeOfArc,
  causeOfDkim,
  causeOfDmarc,
  causeOfSpf,
} from '../../src/knowledge/authentication-causes.ts'
import {
  keyRecord,
  otherKey,
  plainBody,
  plainFields,
  sealed,
  signed,
} from '../collect/authentication/signature/signed-mails.ts'
import { type WrittenZone, zoneLookUp } from '../collect/authentication/written-zone.ts'

const key = 's1._domainkey.sender.example TXT'
const zone: WrittenZone = {
  [key]: [keyRecord],
  'sender.example TXT': ['v=spf1 ip4:192.0.2.1 -all'],
  'list.example TXT': ['v=spf1 ip4:198.51.100.2 -all'],
  '_dmarc.sender.example TXT': ['v=DMARC1; p=reject'],
}

const direct = `Return-Path: <alice@sender.example>
Received: from out.sender.example (out.sender.example [192.0.2.1]) by mx.receiver.example with ESMTPS; Tue, 30 Jun 2026 08:00:02 +0000
Received: from desk (unknown [10.0.0.5]) by out.sender.example with ESMTPSA; Tue, 30 Jun 2026 08:00:00 +0000
`
const forwarded = `Return-Path: <alice@sender.example>
Received: from mx.forwarder.example (mx.forwarder.example [203.0.113.9]) by mx.receiver.example with ESMTPS; Tue, 30 Jun 2026 08:00:04 +0000
Received: from out.sender.example (out.sender.example [192.0.2.1]) by mx.forwarder.example with ESMTPS; Tue, 30 Jun 2026 08:00:02 +0000
`
const saw = (text: string): string => `Authentication-Results: mx.receiver.example; ${text}\n`
const listId = 'List-Id: Developers <dev.list.example>\n'
const viaList = `Return-Path: <dev-bounces@list.example>
Received: from mx.list.example (mx.list.example [198.51.100.2]) by mx.receiver.example with ESMTPS; Tue, 30 Jun 2026 08:00:04 +0000
Received: from out.sender.example (out.sender.example [192.0.2.1]) by mx.list.example with ESMTPS; Tue, 30 Jun 2026 08:00:02 +0000
${listId}`
const tagged = (mail: string): string => mail.replace('subject:hello', 'subject:[dev] hello')
const footer = '_____________\r\nDevelopers mailing list\r\n'

async function verify(mail: string, given: WrittenZone = zone) {
  const headers = readHeaders(mail.replaceAll('\r\n', '\n').split('\n\n')[0] ?? '')
  const message = readRawMessage(Buffer.from(mail, 'latin1'))
  const all = await authenticateMessage(message, headers, zoneLookUp(given), 1_790_000_000)
  return {
    spf: all.spf.map((one) => [one.now.result, causeOfSpf(one, all, headers)?.id]),
    dkim: all.dkim.map((one) => [one.now.result, causeOfDkim(one, headers)?.id]),
    dmarc: all.dmarc === undefined ? undefined : [all.dmarc.now.result, causeOfDmarc(all.dmarc)?.id],
  }
}

describe('a mail that is as it was: nothing to explain', () => {
  test('straight from the sender', async () => {
    const mail = `${direct}${saw('spf=pass smtp.mailfrom=sender.example; dkim=pass header.d=sender.example; dmarc=pass header.from=sender.example')}${signed()}`
    expect(await verify(mail)).toEqual({
      spf: [['pass', undefined]],
      dkim: [['pass', undefined]],
      dmarc: ['pass', undefined],
    })
  })

  test('nobody wrote results down', async () => {
    expect(await verify(`${direct}${signed()}`)).toEqual({
      spf: [['pass', undefined]],
      dkim: [['pass', undefined]],
      dmarc: ['pass', undefined],
    })
  })

  test('a list that rewrites MAIL FROM and changes nothing', async () => {
    expect(await verify(`${viaList}${signed()}`)).toEqual({
      spf: [['pass', undefined]],
      dkim: [['pass', undefined]],
      dmarc: ['pass', undefined],
    })
  })
})

describe('a signature', () => {
  const pass = saw('dkim=pass header.d=sender.example')
  const fail = saw('dkim=fail (body hash did not verify) header.d=sender.example')
  test.each([
    ['a list put its tag into the subject', tagged(`${viaList}${signed()}`), zone, 'fail', 'subject-tagged'],
    ['a list added a footer', `${viaList}${signed()}${footer}`, zone, 'fail', 'footer-added'],
    ['both', tagged(`${viaList}${signed()}${footer}`), zone, 'fail', 'subject-tagged-and-footer-added'],
    [
      'the body was changed after the receiver',
      `${direct}${pass}${signed().replace('first', 'third')}`,
      zone,
      'fail',
      'body-changed-later',
    ],
    [
      'the body was changed before it',
      `${direct}${fail}${signed().replace('first', 'third')}`,
      zone,
      'fail',
      'body-changed-before',
    ],
    [
      'a field was changed after the receiver',
      `${direct}${pass}${signed().replace('subject:hello', 'subject:bye')}`,
      zone,
      'fail',
      'header-changed-later',
    ],
    [
      'a field was changed before it',
      `${direct}${fail}${signed().replace('subject:hello', 'subject:bye')}`,
      zone,
      'fail',
      'header-changed-before',
    ],
    [
      'the key was replaced since',
      `${direct}${pass}${signed()}`,
      { ...zone, [key]: [`p=${otherKey}`] },
      'fail',
      'key-replaced-since',
    ],
    [
      'the key never fitted',
      `${direct}${fail}${signed()}`,
      { ...zone, [key]: [`p=${otherKey}`] },
      'fail',
      'key-mismatch',
    ],
    [
      'the key was withdrawn',
      `${direct}${pass}${signed()}`,
      { ...zone, [key]: ['v=DKIM1; p='] },
      'permerror',
      'key-withdrawn-since',
    ],
    ['the key was never there', `${direct}${signed()}`, { ...zone, [key]: [] }, 'permerror', 'key-missing'],
    [
      'it failed then and holds now',
      `${direct}${saw('dkim=permerror (no key) header.d=sender.example')}${signed()}`,
      zone,
      'pass',
      'key-mended-since',
    ],
    [
      'the DNS failed then',
      `${direct}${saw('dkim=temperror header.d=sender.example')}${signed()}`,
      zone,
      'pass',
      'dns-failed-then',
    ],
    [
      'the DNS fails now',
      `${direct}${pass}${signed()}`,
      { ...zone, [key]: 'TIMEOUT' as const },
      'temperror',
      'could-not-ask',
    ],
    [
      'its time is over',
      `${direct}${pass}${signed({ tags: 't=100; x=200' })}`,
      zone,
      'permerror',
      'expired-since',
    ],
    [
      'only headers were given',
      `${direct}${pass}${signed().split('\r\n\r\n')[0]}`,
      zone,
      'unknown',
      'body-not-given',
    ],
    ['SHA-1', `${direct}${signed().replace('rsa-sha256', 'rsa-sha1')}`, zone, 'policy', 'key-too-weak'],
  ] satisfies readonly (readonly [string, string, WrittenZone, string, string])[])(
    '%s',
    async (_, mail, given, result, cause) => {
      expect((await verify(mail, given)).dkim).toEqual([[result, cause]])
    },
  )
})

describe('SPF', () => {
  test.each([
    ['forwarded without SRS, the signature holds', `${forwarded}${signed()}`, zone, 'fail', 'forwarded'],
    [
      'an address that is not named',
      `${direct.replaceAll('192.0.2.1', '192.0.2.77')}${signed()}`,
      zone,
      'fail',
      'address-not-authorised',
    ],
    [
      'mended since',
      `${direct}${saw('spf=fail smtp.mailfrom=sender.example')}${signed()}`,
      zone,
      'pass',
      'spf-mended-since',
    ],
    [
      'withdrawn since',
      `${direct}${saw('spf=pass smtp.mailfrom=sender.example')}${signed()}`,
      { ...zone, 'sender.example TXT': ['v=spf1 -all'] },
      'fail',
      'spf-withdrawn-since',
    ],
    [
      'the DNS fails now',
      `${direct}${signed()}`,
      { ...zone, 'sender.example TXT': 'TIMEOUT' as const },
      'temperror',
      'could-not-ask',
    ],
    ['no record, then and now', `${direct}${signed()}`, { [key]: [keyRecord] }, 'none', undefined],
  ] satisfies readonly (readonly [string, string, WrittenZone, string, string | undefined])[])(
    '%s',
    async (_, mail, given, result, cause) => {
      expect((await verify(mail, given)).spf).toEqual([[result, cause]])
    },
  )

  test("a list's own MAIL FROM that its own record does not allow", async () => {
    const given = { ...zone, 'list.example TXT': ['v=spf1 -all'] }
    expect((await verify(`${viaList}${signed()}`, given)).spf).toEqual([['fail', 'address-not-authorised']])
  })

  test('a mail that came back for nobody (MAIL FROM <>) is judged by HELO', async () => {
    const mail = `${direct.replace('<alice@sender.example>', '<>')}${signed()}`
    expect(
      (
        await verify(mail, {
          ...zone,
          'out.sender.example TXT': ['v=spf1 a -all'],
          'out.sender.example A': ['192.0.2.1'],
        })
      ).spf,
    ).toEqual([['pass', undefined]])
  })

  test('what the receiver names goes before what Received tells', async () => {
    const told =
      'Received-SPF: pass client-ip=198.51.100.2; envelope-from="x@list.example"; helo=mx.list.example; receiver=mx.receiver.example\n'
    expect((await verify(`${direct}${told}${signed()}`)).spf).toEqual([['pass', undefined]])
  })
})

describe('DMARC', () => {
  const service = 'service.example'
  const fields = ['from:alice@sender.example', 'to:list@list.example', 'subject:hello']
  test.each([
    ['forwarded: DKIM carries it', `${forwarded}${signed()}`, zone, 'pass', undefined],
    [
      'only the service signed',
      `Return-Path: <b@${service}>\n${direct.split('\n').slice(1).join('\n')}${signed({ fields, domain: service })}`,
      {
        ...zone,
        's1._domainkey.service.example TXT': [keyRecord],
        'service.example TXT': ['v=spf1 ip4:192.0.2.1 -all'],
      },
      'fail',
      'nothing-aligned',
    ],
    [
      'it passed then',
      `${direct.replaceAll('192.0.2.1', '192.0.2.77')}${saw('dmarc=pass header.from=sender.example')}${plainFields.join('\n')}\n\n${plainBody}`,
      zone,
      'fail',
      'policy-changed-since',
    ],
    [
      'the DNS fails now',
      `${direct}${signed()}`,
      { ...zone, '_dmarc.sender.example TXT': 'TIMEOUT' as const },
      'temperror',
      'could-not-ask',
    ],
    ['no policy', `${direct}${signed()}`, { [key]: [keyRecord] }, 'none', undefined],
  ] satisfies readonly (readonly [string, string, WrittenZone, string, string | undefined])[])(
    '%s',
    async (_, mail, given, result, cause) => {
      expect((await verify(mail, given)).dmarc).toEqual([result, cause])
    },
  )
})

describe('ARC', () => {
  const keys: WrittenZone = { 's1._domainkey.list.example TXT': [keyRecord] }
  const set = sealed({}, 'list.example')
  const mail = (fields: readonly string[]): string =>
    `${fields.join('\r\n')}\r\n${plainFields.join('\r\n')}\r\n\r\n${plainBody}`

  test.each([
    ['holds', mail(set), keys, 'pass', undefined],
    ['there is none', mail([]), keys, 'none', undefined],
    [
      'changed after the last seal',
      mail(set).replace('subject:hello', 'subject:bye'),
      keys,
      'fail',
      'arc-changed-later',
    ],
    [
      'broken before',
      mail([...sealed({}, 'list.example', [set], 'fail'), ...set]),
      keys,
      'fail',
      'arc-broken-before',
    ],
    ['rewritten', mail(set).replace('spf=pass', 'spf=fail'), keys, 'fail', 'arc-rewritten'],
    ['a set without its seal', mail(set.slice(0, 2)), keys, 'fail', 'arc-incomplete'],
    ['no key', mail(set), {}, 'fail', 'key-missing'],
    [
      'the DNS does not answer',
      mail(set),
      { 's1._domainkey.list.example TXT': 'TIMEOUT' as const },
      'temperror',
      'could-not-ask',
    ],
  ] satisfies readonly (readonly [string, string, WrittenZone, string, string | undefined])[])(
    '%s',
    async (_, text, given, result, cause) => {
      const found = await checkArc(readRawMessage(Buffer.from(text)), zoneLookUp(given), 0)
      expect([found.result, causeOfArc(found)?.id]).toEqual([result, cause])
      const words = causeOfArc(found)
      if (words !== undefined) expect(wordsOfCause(words).zh).toMatch(/[\u4e00-\u9fff]/)
    },
  )
})

test('every cause is said in both languages', () => {
  const words = wordsOfCause({ id: 'forwarded', by: 'mx.forwarder.example', domain: 'sender.example' })
  expect(words.en).toContain('mx.forwarder.example handed the mail on')
  expect(words.zh).toContain('mx.forwarder.example')
})
