import { describe, expect, test } from 'vitest'
import { absent, known, unknown } from '../../../src/access/answer.ts'
import { publicKeyOf } from '../../../src/access/host/public-key.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { configuredCertificates } from '../../../src/collect/tls/configured-certificates.ts'
import { makeCertificates } from '../../access/net/servers/certificates.ts'
import { worldOf } from '../written-world.ts'

const made = makeCertificates()
const { good, selfSigned } = made

interface Given {
  readonly main?: string
  readonly dovecot?: string
  readonly files?: Readonly<Record<string, string>>
}

async function certificatesOf({ main, dovecot, files = {} }: Given) {
  const all: Readonly<Record<string, string>> = {
    ...(main === undefined
      ? {}
      : {
          '/etc/postfix/main.cf': `compatibility_level = 3.6\nsmtpd_tls_security_level = may\n${main}`,
          '/etc/postfix/master.cf': 'smtp inet n - y - - smtpd\n',
          '/usr/sbin/postfix': '',
        }),
    ...(dovecot === undefined ? {} : { '/etc/dovecot/dovecot.conf': dovecot }),
    ...files,
  }
  const world = worldOf({ files: all })
  const host = {
    ...world.host,
    readPublicKey: async (path: string) => {
      const content = all[path]
      if (content === undefined) return absent()
      const key = publicKeyOf(Buffer.from(content))
      return 'malformed' in key ? unknown('malformed', key.malformed) : known(key)
    },
  }
  const found = await new Collector({ ...world, host }).get(configuredCertificates)
  return found.status === 'known' ? found.value : []
}

const told = (found: Awaited<ReturnType<typeof certificatesOf>>) =>
  found.map(({ program, certificatePath, keyPath, certificates, key, forNames }) => ({
    program,
    certificatePath,
    keyPath,
    leaf: certificates.status === 'known' ? certificates.value[0]?.names[0] : certificates.status,
    key: key.status,
    forNames,
  }))

describe('configuredCertificates', () => {
  test('a pair of Postfix', async () => {
    const main = 'smtpd_tls_cert_file = /a.pem\nsmtpd_tls_key_file = /a.key\n'
    const found = await certificatesOf({ main, files: { '/a.pem': good.cert, '/a.key': good.key } })
    expect(told(found)).toEqual([
      {
        program: 'Postfix',
        certificatePath: '/a.pem',
        keyPath: '/a.key',
        leaf: 'mail.test',
        key: 'known',
        forNames: [],
      },
    ])
    const [pair] = found
    expect(pair?.certificates.status === 'known' ? pair.certificates.value.length : 0).toBe(2)
  })

  test('no TLS at the server: files that nobody opens are none of our business', async () => {
    const main = 'smtpd_tls_security_level = none\nsmtpd_tls_cert_file = /gone.pem\n'
    expect(await certificatesOf({ main })).toEqual([])
  })

  test('chain files: key and certificates in one file, RSA and ECDSA side by side', async () => {
    const main = 'smtpd_tls_chain_files = /rsa.pem, /ec.pem\n'
    const files = { '/rsa.pem': made.weak.key + made.weak.cert, '/ec.pem': good.key + good.cert }
    expect(told(await certificatesOf({ main, files }))).toMatchObject([
      { certificatePath: '/rsa.pem', keyPath: '/rsa.pem', key: 'known' },
      { certificatePath: '/ec.pem', keyPath: '/ec.pem', key: 'known' },
    ])
  })

  test('chain files: the key first, then the file with its certificates', async () => {
    const main = 'smtpd_tls_chain_files = /live/privkey.pem /live/fullchain.pem\n'
    const files = { '/live/privkey.pem': good.key, '/live/fullchain.pem': good.cert }
    expect(told(await certificatesOf({ main, files }))).toMatchObject([
      {
        certificatePath: '/live/fullchain.pem',
        keyPath: '/live/privkey.pem',
        leaf: 'mail.test',
        key: 'known',
      },
    ])
  })

  test('server names of Postfix, from the text that the table is built from', async () => {
    const main =
      'smtpd_tls_cert_file = /a.pem\nsmtpd_tls_key_file = /a.key\ntls_server_sni_maps = hash:/sni\n'
    const files = {
      '/a.pem': good.cert,
      '/a.key': good.key,
      '/sni': 'Shop.test /s.key, /s.pem\n',
      '/s.pem': selfSigned.cert,
      '/s.key': selfSigned.key,
    }
    expect(told(await certificatesOf({ main, files }))).toMatchObject([
      { certificatePath: '/a.pem' },
      { certificatePath: '/s.pem', keyPath: '/s.key', forNames: ['shop.test'], key: 'known' },
    ])
  })

  test('Dovecot 2.3 with an RSA certificate besides, and one for a server name', async () => {
    const dovecot = `ssl_cert = </a.pem
ssl_key = </a.key
ssl_alt_cert = </b.pem
ssl_alt_key = </b.key
local_name shop.test {
  ssl_cert = </s.pem
  ssl_key = </s.key
}
`
    const files = { '/a.pem': good.cert, '/a.key': good.key }
    expect(told(await certificatesOf({ dovecot, files }))).toMatchObject([
      { certificatePath: '/a.pem', keyPath: '/a.key', leaf: 'mail.test' },
      { certificatePath: '/b.pem', keyPath: '/b.key', leaf: 'absent' },
      { certificatePath: '/s.pem', forNames: ['shop.test'] },
    ])
  })

  test('Dovecot 2.4', async () => {
    const dovecot = `dovecot_config_version = 2.4.1
ssl_server_cert_file = /a.pem
ssl_server_key_file = /a.key
`
    expect(told(await certificatesOf({ dovecot, files: { '/a.pem': good.cert } }))).toMatchObject([
      { program: 'Dovecot', certificatePath: '/a.pem', keyPath: '/a.key', key: 'absent' },
    ])
  })

  test('Dovecot with ssl = no uses none', async () => {
    expect(
      await certificatesOf({ dovecot: 'ssl = no\nssl_cert = </gone.pem\nssl_key = </gone.key\n' }),
    ).toEqual([])
  })

  test('a file without certificate says so', async () => {
    const main = 'smtpd_tls_cert_file = /a.pem\n'
    const found = await certificatesOf({ main, files: { '/a.pem': 'nothing here' } })
    expect(told(found)).toMatchObject([{ leaf: 'absent', key: 'unknown' }])
  })
})
