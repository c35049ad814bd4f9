import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { configuredServices } from '../../../src/collect/services/configured-services.ts'
import { worldOf } from '../written-world.ts'

const dovecotConf = (more = '') => `protocols = imap
ssl_cert = </etc/ssl/mail.pem
ssl_key = </etc/ssl/mail.key
${more}`

interface Given {
  readonly main?: string
  readonly master?: string
  readonly dovecot?: string
}

async function servicesOf({ main = '', master, dovecot }: Given) {
  const postfix = {
    '/etc/postfix/main.cf': `compatibility_level = 3.6\nsmtpd_tls_security_level = may\n${main}`,
    '/etc/postfix/master.cf': master ?? '',
    '/usr/sbin/postfix': '',
  }
  const files = {
    ...(master === undefined ? {} : postfix),
    ...(dovecot === undefined ? {} : { '/etc/dovecot/dovecot.conf': dovecot }),
  }
  const found = await new Collector(worldOf({ files })).get(configuredServices)
  return found.status === 'known' ? found.value : []
}

const submissions = `submissions inet n - y - - smtpd
  -o smtpd_tls_wrappermode=yes
`

describe('configuredServices', () => {
  test('of Postfix and Dovecot, with port, TLS and program', async () => {
    const master = `smtp inet n - y - - smtpd\n${submissions}#submission inet n - y - - smtpd\n`
    const found = await servicesOf({ master, dovecot: dovecotConf() })
    const told = found.map(({ id, tls, program, offersTls }) => [id, tls, program, offersTls])
    expect(told).toEqual([
      ['25/smtp', 'starttls', 'Postfix', true],
      ['465/submissions', 'implicit', 'Postfix', true],
      ['143/imap', 'starttls', 'Dovecot', true],
      ['993/imaps', 'implicit', 'Dovecot', true],
    ])
  })

  test('none where neither is installed', async () => {
    const found = await new Collector(worldOf({})).get(configuredServices)
    expect(found.status).toBe('absent')
  })

  test('postscreen on 25 counts, what it passes on to does not', async () => {
    const master = 'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n'
    expect((await servicesOf({ master })).map(({ id }) => id)).toEqual(['25/smtp'])
  })

  test('one port on two addresses is one service', async () => {
    const master = '192.0.2.1:smtp inet n - y - - smtpd\n[2001:db8::1]:smtp inet n - y - - smtpd\n'
    const found = await servicesOf({ master })
    expect(found.map(({ id, addresses }) => [id, addresses])).toEqual([
      ['25/smtp', ['192.0.2.1', '2001:db8::1']],
    ])
  })

  test.each([
    ['inet_interfaces = loopback-only', ['127.0.0.1', '::1']],
    ['inet_interfaces = all', []],
    ['inet_interfaces = 192.0.2.7, [2001:db8::7]', ['192.0.2.7', '2001:db8::7']],
    ['inet_interfaces = mail.example.org', []],
  ])('%s', async (main, addresses) => {
    const found = await servicesOf({ main, master: 'smtp inet n - y - - smtpd\n' })
    expect(found[0]?.addresses).toEqual(addresses)
  })

  test.each([
    ['smtpd_tls_security_level =', false],
    ['smtpd_tls_security_level = none', false],
    ['smtpd_discard_ehlo_keywords = chunking, starttls', false],
    ['smtpd_tls_security_level =\nsmtpd_use_tls = yes', true],
    ['smtpd_tls_security_level = encrypt', true],
  ])('whether STARTTLS is wanted: %s', async (main, offered) => {
    const found = await servicesOf({ main, master: 'smtp inet n - y - - smtpd\n' })
    expect(found[0]?.offersTls).toBe(offered)
  })

  test('behind a load balancer nobody else can talk to it', async () => {
    const master = 'smtp inet n - y - - smtpd\n  -o smtpd_upstream_proxy_protocol=haproxy\n'
    const dovecot = dovecotConf('service imap-login {\n inet_listener imaps {\n  haproxy = yes\n }\n}\n')
    const found = await servicesOf({ master, dovecot })
    expect(found.filter(({ behindProxy }) => behindProxy).map(({ id }) => id)).toEqual([
      '25/smtp',
      '993/imaps',
    ])
  })

  test('ssl = no: plain IMAP is meant so, and there is no imaps', async () => {
    const found = await servicesOf({ dovecot: 'protocols = imap\nssl = no\n' })
    expect(found.map(({ id, offersTls }) => [id, offersTls])).toEqual([['143/imap', false]])
  })
})
