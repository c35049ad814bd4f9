import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import {
  type DovecotConfiguration,
  dovecotConfiguration,
} from '../../../src/collect/dovecot/configuration.ts'
import { dovecotPorts, dovecotProtocols, dovecotSockets } from '../../../src/collect/dovecot/listeners.ts'
import { databaseDrivers, mailStorage } from '../../../src/collect/dovecot/mail-storage.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'
import { files23, files24, output23, output24 } from './written-configurations.ts'

async function collect(written: WrittenWorld): Promise<DovecotConfiguration> {
  const answer = await new Collector(worldOf(written)).get(dovecotConfiguration)
  if (answer.status !== 'known') throw new Error(JSON.stringify(answer))
  return answer.value
}

const written: readonly (readonly [string, '2.3' | '2.4', WrittenWorld])[] = [
  ['2.3 from files', '2.3', { files: files23 }],
  ['2.3 from doveconf', '2.3', { files: files23, commands: { 'doveconf -n': output23 } }],
  ['2.4 from files', '2.4', { files: files24 }],
  ['2.4 from doveconf', '2.4', { files: files24, commands: { 'doveconf -n': output24 } }],
]

describe.each(written)('%s', (what, syntax, world) => {
  test('says how it is written', async () => {
    const configuration = await collect(world)
    expect(configuration.syntax).toBe(syntax)
    expect(configuration.source).toBe(what.endsWith('doveconf') ? 'doveconf' : 'files')
  })

  test('has the ports of the enabled protocols, and not the one that is switched off', async () => {
    const configuration = await collect(world)
    expect(dovecotProtocols(configuration)?.toSorted()).toEqual(['imap', 'lmtp'])
    expect(dovecotPorts(configuration).map(({ port, implicitTls }) => [port, implicitTls])).toEqual([
      [1993, true],
    ])
  })

  test('has the sockets with owner, mode, file and line', async () => {
    const sockets = dovecotSockets(await collect(world))
    expect(sockets).toContainEqual({
      service: 'auth',
      socketPath: '/var/spool/postfix/private/auth',
      mode: 0o660,
      user: 'postfix',
      group: 'postfix',
      path: '/etc/dovecot/local.conf',
      line: expect.any(Number),
    })
    expect(sockets).toContainEqual(
      expect.objectContaining({ socketPath: '/run/dovecot/auth-userdb', mode: undefined }),
    )
  })

  test('knows where mailboxes are and whose', async () => {
    const configuration = await collect(world)
    expect(mailStorage(configuration)).toMatchObject({
      driver: 'maildir',
      folder: '/var/vmail',
      user: 'vmail',
    })
    expect(databaseDrivers(configuration, 'passdb').map(({ driver }) => driver)).toEqual([
      'pam',
      'passwd-file',
    ])
  })

  test('cites the line that sets a value', async () => {
    const [evidence] = (await collect(world)).evidence('protocols')
    expect(evidence?.where).toMatch(/^\/etc\/dovecot\/.*:\d+$|^doveconf -n$/)
  })
})

describe('dovecot configuration', () => {
  test('no Dovecot here', async () => {
    const answer = await new Collector(worldOf({})).get(dovecotConfiguration)
    expect(answer.status).toBe('absent')
  })

  test('files that may not be read are not known', async () => {
    const world = worldOf({ files: files23, forbidden: ['/etc/dovecot'] })
    const answer = await new Collector(world).get(dovecotConfiguration)
    expect(answer).toMatchObject({ status: 'unknown', because: { code: 'no-permission' } })
  })

  test('2.4 refuses a 2.3 configuration: the place is told, the files are read', async () => {
    const stdout = '# 2.4.1-4 (7d8c0e5759): /etc/dovecot/dovecot.conf\n'
    const stderr =
      'doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf line 2: ' +
      'The first setting must be dovecot_config_version\n'
    const commands = { 'doveconf -n': { exitCode: 89, stdout, stderr } }
    const configuration = await collect({ files: files23, commands })
    expect(configuration).toMatchObject({ version: '2.4.1', syntax: '2.3', source: 'files' })
    expect(configuration.refusal).toMatchObject({ path: '/etc/dovecot/dovecot.conf', line: 2 })
    expect(dovecotPorts(configuration)).toHaveLength(1)
  })

  test('keys that only root may read are no refusal', async () => {
    const stderr =
      "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf line 12: ssl_key: Can't open file /k: Permission denied"
    const configuration = await collect({
      files: files23,
      commands: { 'doveconf -n': { exitCode: 89, stderr } },
    })
    expect(configuration.refusal).toBeUndefined()
  })

  test('includes that go in a circle end', async () => {
    const configuration = await collect({
      files: {
        '/etc/dovecot/dovecot.conf': 'protocols = imap\n!include a.conf\n',
        '/etc/dovecot/a.conf': '!include b.conf\n!include_try nothing.conf\n',
        '/etc/dovecot/b.conf': '!include a.conf\nlisten = 192.0.2.1\n',
      },
    })
    expect(configuration.value('listen')).toBe('192.0.2.1')
    expect(configuration.files).toHaveLength(3)
  })

  test('protocols are collected over files as the packages write them', async () => {
    const configuration = await collect({
      files: {
        '/etc/dovecot/dovecot.conf': '!include_try /usr/share/dovecot/protocols.d/*.protocol\n',
        '/usr/share/dovecot/protocols.d/imapd.protocol': 'protocols = $protocols imap\n',
        '/usr/share/dovecot/protocols.d/pop3d.protocol': 'protocols = $protocols pop3\n',
      },
    })
    expect(dovecotPorts(configuration).map(({ port }) => port)).toEqual([143, 993, 110, 995])
  })
})
