import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSameKey, parseDkimKeyRecord } from '../../../src/collect/authentication/dkim-key-record.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const other = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
const ed25519 = generateKeyPairSync('ed25519').publicKey
const spki = (key: typeof rsa) => key.export({ type: 'spki', format: 'der' }).toString('base64')
const pkcs1 = (key: typeof rsa) => key.export({ type: 'pkcs1', format: 'der' }).toString('base64')

describe('DKIM key records', () => {
  test.each([
    ['as published', `v=DKIM1; k=rsa; p=${spki(rsa)}`],
    ['without version', `p=${spki(rsa)}`],
    ['the bare RSA key', `v=DKIM1; p=${pkcs1(rsa)}`],
    ['blanks inside', `v=DKIM1; k=rsa; h=sha256; p=${spki(rsa).replace(/(.{60})/g, '$1 ')}`],
    ['testing', `v=DKIM1; t=s:y; p=${spki(rsa)};`],
  ])('%s: the same key', (_, text) => {
    const record = parseDkimKeyRecord(text)
    expect(record.errors).toEqual([])
    expect(record.bits).toBe(2048)
    expect(isSameKey(record, spki(rsa))).toBe(true)
    expect(isSameKey(record, spki(other))).toBe(false)
  })

  test('Ed25519 is published as 32 bytes (RFC 8463)', () => {
    const raw = Buffer.from(spki(ed25519), 'base64').subarray(-32).toString('base64')
    const record = parseDkimKeyRecord(`v=DKIM1; k=ed25519; p=${raw}`)
    expect(isSameKey(record, spki(ed25519))).toBe(true)
    expect(isSameKey(record, spki(rsa))).toBe(false)
  })

  test('revoked, testing, short', () => {
    expect(parseDkimKeyRecord('v=DKIM1; p=')).toMatchObject({ revoked: true, errors: [] })
    expect(parseDkimKeyRecord(`t=y; p=${spki(rsa)}`).testing).toBe(true)
    expect(parseDkimKeyRecord(`p=${spki(other)}`).bits).toBe(1024)
  })

  test.each([
    ['no p', 'v=DKIM1; k=rsa'],
    ['another version', `v=DKIM2; p=${spki(rsa)}`],
    ['v not first', `p=${spki(rsa)}; v=DKIM1`],
    ['cut at 255 characters', `v=DKIM1; p=${spki(rsa).slice(0, 200)}`],
    ['escaped by a panel', `v=DKIM1\\; k=rsa\\; p=${spki(rsa)}`],
    ['quotes inside', `v=DKIM1; p="${spki(rsa)}"`],
  ])('%s: an error', (_, text) => expect(parseDkimKeyRecord(text).errors.length).toBeGreaterThan(0))

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.base64String(), (text, key) => {
        parseDkimKeyRecord(text)
        const record = parseDkimKeyRecord(`v=DKIM1; p=${key}`)
        isSameKey(record, key)
      }),
    )
  })
})
