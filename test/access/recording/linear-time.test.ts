import { describe, expect, it } from 'vitest'
import { Pseudonyms } from '../../../src/access/recording/pseudonyms.ts'
import { redact } from '../../../src/access/recording/redact.ts'

/** Of the processor, as other work on the machine must not count. What is quadratic takes a minute. */
function secondsFor(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user } = process.cpuUsage(start)
  return user / 1e6
}

function repeated(piece: string): string {
  return piece.repeat(Math.ceil(300_000 / piece.length))
}

const secretPieces = [
  'password',
  'password=',
  'password="',
  'password="\\"',
  "password='",
  'password=[',
  '"password":',
  'a-',
  'a.',
  'a_',
  '://',
  'a://',
  'a://b:',
  'a://b:c',
  '@',
  '{PLAIN}',
  '$6$',
  '$argon2id$',
  'AUTH PLAIN ',
  ' LOGIN a',
  'token ',
  ' ',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN ',
  'identified by ',
  "identified by '",
  'user x ',
  'login a password',
  'eyJa.',
  'given password:',
  'cookie:',
  'authorization: basic ',
  '--password ',
  '<password>',
  'password_maps = ',
  '334 A',
  '\\',
  '\\"',
  '"',
  'secret "',
  '/',
  'pass',
  'secret_key_',
  ' >',
  '\t',
]

const addressPieces = [
  '1',
  '1.',
  '1.2.3.',
  '1-',
  'a.',
  '0.',
  '2001:',
  ':',
  '::',
  'a:',
  'a',
  '@',
  'a@',
  '"',
  '"a',
  '=',
  'a=',
  '<',
  'SRS1=',
  'user=<',
  'sql(',
  '198.51.100.1',
  '198.51.100.1.a.',
  '.',
]

describe('linear time', () => {
  it.each(secretPieces)(
    'redact: %j repeated',
    (piece) => {
      expect(secondsFor(() => redact(`${repeated(piece)} password`))).toBeLessThan(4)
    },
    30_000,
  )

  it.each(addressPieces)(
    'pseudonyms: %j repeated',
    (piece) => {
      const text = `${repeated(piece)}@example.org`
      const pseudonyms = new Pseudonyms(Buffer.alloc(32))
      expect(
        secondsFor(() => {
          pseudonyms.learn([], [text], 'text')
          pseudonyms.replace(text)
        }),
      ).toBeLessThan(4)
    },
    30_000,
  )
})
