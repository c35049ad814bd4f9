import { describe, expect, test } from 'vitest'
import { outboundAddresses } from '../../../src/collect/network/outbound-addresses.ts'
import { factOf, plainMaster, postfixWorld } from '../../knowledge/postfix-facts.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'

const unreachable = { exitCode: 2, stderr: 'RTNETLINK answers: Network is unreachable' }
const commands: NonNullable<WrittenWorld['commands']> = {
  'ip -j route get 198.41.0.4':
    '[{"dst":"198.41.0.4","gateway":"198.51.100.1","dev":"eth0","prefsrc":"198.51.100.25","flags":[],"uid":0,"cache":[]}]',
  'ip -j route get 2001:503:ba3e::2:30':
    '[{"dst":"2001:503:ba3e::2:30","from":"::","gateway":"fe80::1","dev":"eth0","prefsrc":"2001:db8:a::25","metric":1024,"flags":[],"pref":"medium"}]',
}
const noIpv6 = { ...commands, 'ip -j route get 2001:503:ba3e::2:30': unreachable }

async function leaving(main: string, given: WrittenWorld['commands'] = commands, master = plainMaster) {
  const fact = await factOf(postfixWorld(main, master, { commands: given ?? {} }), outboundAddresses)
  return fact.status === 'known' ? fact.value : fact.status
}

const bindAll = 'smtp_bind_address = 198.51.100.26\nsmtp_bind_address6 = 2001:db8:a::26\n'
const client = 'smtp      unix  -       -       y       -       -       smtp\n'
const bindInMaster = plainMaster.replace(client, `${client}  -o smtp_bind_address=198.51.100.30\n`)

describe('outboundAddresses', () => {
  test.each([
    ['what the kernel would take', '', ['198.51.100.25', '2001:db8:a::25']],
    ['no IPv6 for Postfix', 'inet_protocols = ipv4\n', ['198.51.100.25']],
    ['IPv6 only for Postfix', 'inet_protocols = ipv6\n', ['2001:db8:a::25']],
    ['bound', bindAll, ['198.51.100.26', '2001:db8:a::26']],
    [
      'the only address that it listens on',
      'inet_interfaces = 198.51.100.27, localhost\n',
      ['198.51.100.27', '2001:db8:a::25'],
    ],
    [
      'listening on the loopback binds nothing',
      'inet_interfaces = 127.0.0.1\n',
      ['198.51.100.25', '2001:db8:a::25'],
    ],
    [
      'listening on two binds nothing',
      'inet_interfaces = 198.51.100.27 198.51.100.28\n',
      ['198.51.100.25', '2001:db8:a::25'],
    ],
  ])('%s', async (_what, main, expected) => {
    expect(await leaving(main)).toEqual(expected)
  })

  test('bound in master.cf', async () => {
    expect(await leaving('', commands, bindInMaster)).toEqual(['198.51.100.30', '2001:db8:a::25'])
  })

  test('one family has no route', async () => {
    expect(await leaving('', noIpv6)).toEqual(['198.51.100.25'])
  })

  test('no route at all', async () => {
    const dead = {
      'ip -j route get 198.41.0.4': unreachable,
      'ip -j route get 2001:503:ba3e::2:30': unreachable,
    }
    expect(await leaving('', dead)).toBe('absent')
  })

  test('nobody could be asked', async () => {
    expect(await leaving('', {})).toBe('unknown')
  })

  test('without Postfix', async () => {
    const fact = await factOf(worldOf({ commands }), outboundAddresses)
    expect(fact).toMatchObject({ status: 'known', value: ['198.51.100.25', '2001:db8:a::25'] })
  })
})
