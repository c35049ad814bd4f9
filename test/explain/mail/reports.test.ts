import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readMail } from '../../../src/explain/mail/mail.ts'
import { mail } from './written-mails.ts'

const record = (ip: string, count: number, dkim: string, spf: string): string =>
  `<record><row><source_ip>${ip}</source_ip><count>${count}</count><policy_evaluated><disposition>none</disposition><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated></row></record>`
const dmarc = `<?xml version="1.0"?><feedback><report_metadata><org_name>receiver.example</org_name></report_metadata><policy_published><domain>sender.example</domain><p>none</p></policy_published>${record('192.0.2.1', 7, 'pass', 'fail')}${record('198.51.100.9', 3, 'fail', 'fail')}</feedback>`
const tls = JSON.stringify({
  'organization-name': 'Receiver',
  policies: [
    {
      policy: { 'policy-domain': 'sender.example' },
      summary: { 'total-successful-session-count': 90, 'total-failure-session-count': 10 },
      'failure-details': [{ 'result-type': 'certificate-expired', 'failed-session-count': 10 }],
    },
  ],
})

function zip(text: string): Buffer {
  const data = deflateRawSync(Buffer.from(text))
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(data.length, 18)
  header.writeUInt16LE(5, 26)
  return Buffer.concat([header, Buffer.from('a.xml'), data])
}

function attached(type: string, name: string, bytes: Buffer, subject: string): Uint8Array {
  return mail(
    [
      'From: reports@receiver.example',
      'To: dmarc@sender.example',
      `Subject: ${subject}`,
      'Content-Type: multipart/mixed; boundary=b',
    ],
    `--b\n\nA report\n--b\nContent-Type: ${type}; name="${name}"\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64')}\n--b--\n`,
  )
}

const subject = 'Report Domain: sender.example Submitter: receiver.example Report-ID: 1'

describe('reports by machine', () => {
  test.each([
    ['zip', 'application/zip', zip(dmarc)],
    ['gzip', 'application/gzip', gzipSync(dmarc)],
    ['plain XML', 'text/xml', Buffer.from(dmarc)],
  ])('a DMARC report in %s is summed up', (name, type, bytes) => {
    expect(readMail(attached(type, `report.${name}`, bytes, subject))).toMatchObject({
      kind: 'not-a-bounce',
      report: {
        format: 'dmarc',
        organization: 'receiver.example',
        domain: 'sender.example',
        total: 10,
        failed: 3,
        failures: [{ what: '198.51.100.9', count: 3 }],
      },
    })
  })

  test('a TLS report is summed up', () => {
    expect(
      readMail(
        attached('application/tlsrpt+gzip', 'r.json.gz', gzipSync(tls), 'TLS Report Domain: sender.example'),
      ).report,
    ).toMatchObject({
      format: 'tls-rpt',
      domain: 'sender.example',
      total: 100,
      failed: 10,
      failures: [{ what: 'certificate-expired', count: 10 }],
    })
  })

  test('a bomb and a broken archive are no report', () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20, ' '))
    expect(readMail(attached('application/gzip', 'r.gz', bomb, subject)).report).toBeUndefined()
    expect(
      readMail(attached('application/zip', 'r.zip', Buffer.from('PK\x03\x04 broken'), subject)).report,
    ).toBeUndefined()
  })
})
