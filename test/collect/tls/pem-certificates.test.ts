import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coversName } from '../../../src/collect/tls/certificates-in-use.ts'
import { parsePemCertificates } from '../../../src/collect/tls/pem-certificates.ts'
import { makeCertificates } from '../../access/net/servers/certificates.ts'

describe('parsePemCertificates', () => {
  const { good } = makeCertificates()

  test('in their order, whatever stands between them', () => {
    const text = `subject=mail.test\n${good.cert}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`
    const names = parsePemCertificates(text).map(({ subject }) => subject)
    expect(names).toEqual(['CN=mail.test', 'O=Test, CN=Test Intermediate'])
  })

  test('never throws', () => {
    const piece = fc.constantFrom(
      '-----BEGIN CERTIFICATE-----',
      '-----END CERTIFICATE-----',
      'AAAA',
      '\n',
      '\0',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(parsePemCertificates(pieces.join('\n'))).toEqual([])
      }),
    )
  })
})

describe('coversName', () => {
  test.each([
    ['mail.example.org', 'mail.example.org', true],
    ['*.example.org', 'mail.example.org', true],
    ['*.example.org', 'mail.eu.example.org', false],
    ['*.example.org', 'example.org', false],
    ['example.org', 'mail.example.org', false],
    ['*.example.org', '', false],
  ])('%s for %s: %s', (certificate, name, covered) => expect(coversName(certificate, name)).toBe(covered))
})
