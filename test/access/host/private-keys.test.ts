import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactPrivateKeys } from '../../../src/access/host/private-key-redaction.ts'
import { publicKeyOf } from '../../../src/access/host/public-key.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
const ed25519 = generateKeyPairSync('ed25519')

const certificate = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n'
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1') =>
  key.export({ type, format: 'pem' }).toString()
const der = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1') => key.export({ type, format: 'der' })
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64')
/** As `rspamadm dkim_keygen -t ed25519` (64 bytes) and `-t ed25519-seed` (32) write it. */
const seed = der(ed25519.privateKey, 'pkcs8').subarray(-32)
const point = ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)

const forms: [string, string | Buffer, KeyObject, string, number][] = [
  ['PKCS#8', pem(rsa.privateKey, 'pkcs8'), rsa.publicKey, 'rsa', 1024],
  ['PKCS#1, as opendkim-genkey writes', pem(rsa.privateKey, 'pkcs1'), rsa.publicKey, 'rsa', 1024],
  ['SEC 1', pem(p256.privateKey, 'sec1'), p256.publicKey, 'ec', 256],
  ['a curve of 384 bits', pem(p384.privateKey, 'pkcs8'), p384.publicKey, 'ec', 384],
  ['Ed25519', pem(ed25519.privateKey, 'pkcs8'), ed25519.publicKey, 'ed25519', 256],
  ['a key before its chain', pem(rsa.privateKey, 'pkcs8') + certificate, rsa.publicKey, 'rsa', 1024],
  [
    'a key after its chain',
    certificate + certificate + pem(p256.privateKey, 'pkcs8'),
    p256.publicKey,
    'ec',
    256,
  ],
  ['CR LF', pem(rsa.privateKey, 'pkcs8').replaceAll('\n', '\r\n'), rsa.publicKey, 'rsa', 1024],
  ['DER', der(rsa.privateKey, 'pkcs8'), rsa.publicKey, 'rsa', 1024],
  ['short DER', der(ed25519.privateKey, 'pkcs8'), ed25519.publicKey, 'ed25519', 256],
  ['base64 of DER', der(rsa.privateKey, 'pkcs1').toString('base64'), rsa.publicKey, 'rsa', 1024],
  ['a bare seed', `${seed.toString('base64')}\n`, ed25519.publicKey, 'ed25519', 256],
  ['a bare key pair', Buffer.concat([seed, point]).toString('base64'), ed25519.publicKey, 'ed25519', 256],
]

const bodies = (text: string) =>
  text.split(/\r?\n/).filter((line) => line.length > 20 && !line.startsWith('-----'))

describe('the public half', () => {
  it.each(forms)('%s', (_form, content, publicKey, algorithm, bits) => {
    expect(publicKeyOf(Buffer.from(content))).toEqual({ algorithm, bits, spki: spki(publicKey) })
  })

  it.each([
    ['nothing', '', 'is empty'],
    ['a certificate', certificate, 'holds no private key'],
    ['text', 'key = value\n'.repeat(10), 'holds no private key'],
    ['half a key', pem(rsa.privateKey, 'pkcs8').slice(0, 400), 'damaged'],
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n', 'OpenSSH'],
    ['encrypted PKCS#1', '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n', 'passphrase'],
  ])('%s: says what it is', (_form, content, words) => {
    expect(publicKeyOf(Buffer.from(content))).toMatchObject({ malformed: expect.stringContaining(words) })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void publicKeyOf(Buffer.from(bytes))))
    const damaged = der(rsa.privateKey, 'pkcs8')
    fc.assert(
      fc.property(fc.nat(damaged.length - 1), fc.nat(255), (at, value) => {
        const content = Buffer.from(damaged)
        content[at] = value
        publicKeyOf(content)
      }),
    )
  })
})

describe('redaction', () => {
  const redacted = (text: string) => redactPrivateKeys(Buffer.from(text, 'latin1')).toString('latin1')

  it.each([
    ['configuration', 'smtpd_tls_key_file = /etc/ssl/private/key.pem\n'],
    ['a certificate', certificate],
    ['a public key', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['a machine id', '0123456789abcdef0123456789abcdef\n'],
    ['a digest', `${'0123456789abcdef'.repeat(4)}\n`],
    ['binary', '\0\xff\x80PRIVATE KEY'],
  ])('leaves %s as it is', (_form, text) => {
    expect(redacted(text)).toBe(text)
  })

  it.each(forms.filter(([, content]) => typeof content === 'string'))('hides %s', (_form, content) => {
    const text = String(content)
    const left = redacted(text)
    for (const body of bodies(text).filter((line) => line !== 'TUlJ')) expect(left).not.toContain(body)
    expect(left).toContain('[redacted]')
  })

  it('hides DER', () => {
    expect(redactPrivateKeys(der(rsa.privateKey, 'pkcs8')).toString()).toBe('[redacted]\n')
  })

  it('keeps the lines and all around', () => {
    const text = `before\n${pem(rsa.privateKey, 'pkcs8')}between\n${pem(p256.privateKey, 'sec1')}after\n`
    const left = redacted(text)
    expect(left.split('\n')).toHaveLength(text.split('\n').length)
    expect(left.replaceAll('[redacted]\n', '')).toBe(
      'before\n-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n' +
        'between\n-----BEGIN EC PRIVATE KEY-----\n-----END EC PRIVATE KEY-----\nafter\n',
    )
  })

  it('hides a key in one line of JSON', () => {
    const left = redacted(JSON.stringify({ key: pem(rsa.privateKey, 'pkcs8'), selector: 'mail' }))
    for (const body of bodies(pem(rsa.privateKey, 'pkcs8'))) expect(left).not.toContain(body)
    expect(left).toContain('"selector":"mail"')
  })

  it('hides a key whose end is missing', () => {
    const text = pem(rsa.privateKey, 'pkcs8').replace(/-----END.*\n/, '')
    for (const body of bodies(text)) expect(redacted(text)).not.toContain(body)
  })

  it('hides no more of a log than the line in which somebody had a marker logged', () => {
    const text = 'a: Subject: -----BEGIN PRIVATE KEY----- <x>\nb: status=bounced\n'
    expect(redacted(text)).toContain('<x>\nb: status=bounced\n')
  })

  it('hides every generated key wherever it stands', () => {
    const key = createPrivateKey(pem(p256.privateKey, 'pkcs8'))
    const text = pem(key, 'pkcs8')
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const left = redacted(`${before}${text}${after}`)
        for (const body of bodies(text)) expect(left).not.toContain(body)
      }),
    )
  })

  it('takes linear time', () => {
    const started = performance.now()
    redacted('-----BEGIN PRIVATE KEY-----'.repeat(40_000))
    redacted('-----BEGIN RSA '.repeat(60_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
