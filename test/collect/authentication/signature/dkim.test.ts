import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDkim } from '../../../../src/collect/authentication/signature/dkim.ts'
import { readRawMessage } from '../../../../src/collect/authentication/signature/raw-message.ts'
import { type WrittenZone, zoneLookUp } from '../written-zone.ts'
import { keyRecord, otherKey, plainBody, rfc8463, signed } from './signed-mails.ts'

const now = 1_790_000_000
const ownKey: WrittenZone = { 's1._domainkey.sender.example TXT': [keyRecord] }

function check(mail: string, zone: WrittenZone = ownKey) {
  return checkDkim(readRawMessage(Buffer.from(mail, 'latin1')), zoneLookUp(zone), now)
}

async function first(mail: string, zone: WrittenZone = ownKey) {
  const [one] = await check(mail, zone)
  if (one === undefined) throw new Error('no signature was found')
  return one
}

describe('a signature that holds', () => {
  test('the example of RFC 8463, Ed25519 and RSA', async () => {
    const found = await check(`${rfc8463.headers}\n\n${rfc8463.body}`, rfc8463.keys)
    expect(found.map(({ algorithm, result, body }) => [algorithm, result, body])).toEqual([
      ['ed25519-sha256', 'pass', 'intact'],
      ['rsa-sha256', 'pass', 'intact'],
    ])
  })

  test.each([
    ['LF, as files have it', `${rfc8463.headers}\n\n${rfc8463.body}`],
    ['CRLF', `${rfc8463.headers}\n\n${rfc8463.body}`.replaceAll('\n', '\r\n')],
    ['after an mbox line', `From joe Fri Jul 11 21:00:37 2003\n${rfc8463.headers}\n\n${rfc8463.body}`],
    [
      'empty lines and blanks at the end of lines were added',
      `${rfc8463.headers}\n\n${rfc8463.body.replaceAll('.\n', '. \t\n')}\n\n\n`,
    ],
    ['a new field on top', `Received: from a by b; now\n${rfc8463.headers}\n\n${rfc8463.body}`],
    ['a fold was moved', `${rfc8463.headers.replace('Suzie Q <', 'Suzie Q\n\t<')}\n\n${rfc8463.body}`],
  ])('%s', async (_, mail) => {
    expect((await check(mail, rfc8463.keys)).map(({ result }) => result)).toEqual(['pass', 'pass'])
  })

  test('a bare RSA key, as old programs publish it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    expect(privateKey.asymmetricKeyType).toBe('rsa')
    const bare = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')
    // Not the key that signed: it is read all the same, else the fault would be key-malformed.
    expect(await first(signed(), { 's1._domainkey.sender.example TXT': [`p=${bare}`] })).toMatchObject({
      fault: 'key-replaced',
    })
  })

  test('an empty body', async () => {
    expect(await first(signed({ body: '' }))).toMatchObject({ result: 'pass' })
  })

  test('a body longer than what is read at once', async () => {
    const body = 'x'.repeat(70).concat('\r\n').repeat(40_000)
    expect(await first(signed({ body }))).toMatchObject({ result: 'pass' })
  })

  test('l= covers a part; what follows is counted', async () => {
    const mail = signed({ signedBody: plainBody, tags: `l=${plainBody.length}` })
    expect(await first(`${mail}footer of a list\r\n`)).toMatchObject({ result: 'pass', unsignedBytes: 18 })
  })

  test('t=s: an identity of a domain below is none of it', async () => {
    const strict: WrittenZone = { 's1._domainkey.sender.example TXT': [`${keyRecord}; t=s`] }
    expect(await first(signed({ tags: 'i=@mail.sender.example' }))).toMatchObject({ result: 'pass' })
    expect(await first(signed({ tags: 'i=@sender.example' }), strict)).toMatchObject({ result: 'pass' })
    expect(await first(signed({ tags: 'i=@mail.sender.example' }), strict)).toMatchObject({
      result: 'permerror',
    })
  })

  test('a time limit that is not over', async () => {
    expect(await first(signed({ tags: `t=${now - 10}; x=${now + 10}` }))).toMatchObject({ result: 'pass' })
  })
})

describe('why one does not hold', () => {
  test.each([
    ['a footer was added', `${signed()}-- \r\nlist footer\r\n`, ownKey, 'fail', 'body-changed', 'intact'],
    [
      'the subject was changed',
      signed().replace('subject:hello', 'subject:[list] hello'),
      ownKey,
      'fail',
      'header-changed',
      'changed',
    ],
    [
      'a signed field was added',
      signed().replace('subject:hello', 'subject:hello\r\nsubject:two'),
      ownKey,
      'fail',
      'header-changed',
      'changed',
    ],
    [
      'another key stands there now',
      signed(),
      { 's1._domainkey.sender.example TXT': [`p=${otherKey}`] },
      'fail',
      'key-replaced',
      'not-checked',
    ],
    ['the key was taken away', signed(), {}, 'permerror', 'key-not-found', 'not-checked'],
    [
      'the key was revoked',
      signed(),
      { 's1._domainkey.sender.example TXT': ['v=DKIM1; p='] },
      'permerror',
      'key-revoked',
      'not-checked',
    ],
    [
      'the key is cut off',
      signed(),
      { 's1._domainkey.sender.example TXT': [keyRecord.slice(0, 120)] },
      'permerror',
      'key-malformed',
      'not-checked',
    ],
    [
      'an Ed25519 key for an RSA signature',
      signed(),
      { 's1._domainkey.sender.example TXT': ['k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='] },
      'permerror',
      'key-of-other-type',
      'not-checked',
    ],
    [
      'a key for another service',
      signed(),
      { 's1._domainkey.sender.example TXT': [`s=tlsrpt; ${keyRecord.slice(9)}`] },
      'permerror',
      'key-not-for-mail',
      'not-checked',
    ],
    [
      'the DNS does not answer',
      signed(),
      { 's1._domainkey.sender.example TXT': 'TIMEOUT' as const },
      'temperror',
      'dns',
      'not-checked',
    ],
    [
      'its time is over',
      signed({ tags: `t=${now - 100}; x=${now - 10}` }),
      ownKey,
      'permerror',
      'expired',
      'not-checked',
    ],
    ['From is not signed', signed({ names: 'to:subject' }), ownKey, 'permerror', 'malformed', 'not-checked'],
    ['a tag stands twice', signed({ tags: 's=s2' }), ownKey, 'permerror', 'malformed', 'not-checked'],
    [
      'i= of another domain',
      signed({ tags: 'i=@other.example' }),
      ownKey,
      'permerror',
      'malformed',
      'not-checked',
    ],
    ['l= beyond the end', signed({ tags: 'l=4000' }), ownKey, 'fail', 'body-changed', 'intact'],
    [
      'SHA-1 (RFC 8301)',
      signed().replace('rsa-sha256', 'rsa-sha1'),
      ownKey,
      'policy',
      'algorithm',
      'not-checked',
    ],
  ] satisfies readonly (readonly [string, string, WrittenZone, string, string, string])[])(
    '%s',
    async (_, mail, zone, result, fault, header) => {
      expect(await first(mail, zone)).toMatchObject({ result, fault, header })
    },
  )

  test('only the headers are there: nothing wrong, and not a pass', async () => {
    const [headers = ''] = signed().split('\r\n\r\n')
    expect(await first(headers)).toMatchObject({
      result: 'unknown',
      fault: 'body-not-given',
      header: 'intact',
    })
  })

  test('only the headers are there, and they were changed', async () => {
    const [headers = ''] = signed().replace('subject:hello', 'subject:no').split('\r\n\r\n')
    expect(await first(headers)).toMatchObject({ result: 'fail', fault: 'header-changed' })
  })

  test('no more than ten are looked at', async () => {
    const many = 'DKIM-Signature: v=1; a=rsa-sha256; d=x.example\n'.repeat(500)
    expect(await check(`${many}From: a@b.example\n\ntext`)).toHaveLength(10)
  })
})

test('any bytes: an answer, never an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), async (tags, body) => {
      await check(
        `DKIM-Signature: ${tags}\nDKIM-Signature: v=1; a=rsa-sha256; d=sender.example; s=s1; h=from; bh=aa; b=${tags}\nFrom: x\n\n${body}`,
      )
    }),
  )
})
