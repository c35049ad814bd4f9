import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { opendkimSocket } from '../../../src/collect/filters/opendkim-socket.ts'
import { queriedBlockLists } from '../../../src/collect/filters/queried-block-lists.ts'
import { rspamdRedis } from '../../../src/collect/filters/rspamd-redis.ts'
import { spamassassinRules } from '../../../src/collect/filters/rule-updates.ts'
import { postfixWorld } from '../../knowledge/postfix-facts.ts'
import { worldOf, writtenNow } from '../written-world.ts'

const redisConf = '/etc/rspamd/local.d/redis.conf'

describe('Rspamd’s Redis', () => {
  test('is tried at its port or socket', async () => {
    const world = worldOf({
      files: {
        [redisConf]: 'servers = "127.0.0.1, 127.0.0.2:6380,/run/redis/redis.sock";',
        '/etc/passwd': '_rspamd:x:120:120::/:/bin/false\n',
        '/etc/group': '_rspamd:x:120:\n',
      },
      statuses: { '/run/redis/redis.sock': { type: 'socket', mode: 0o660, uid: 121, gid: 121 } },
      connects: { '127.0.0.1:6379': 'connected' },
    })
    const answer = await new Collector(world).get(rspamdRedis)
    expect(
      answer.status === 'known' && answer.value.map(({ server, reachable }) => [server, reachable]),
    ).toEqual([
      ['127.0.0.1', true],
      ['127.0.0.2:6380', false],
      ['/run/redis/redis.sock', false],
    ])
  })

  test('is absent where none is set', async () => {
    expect((await new Collector(worldOf({})).get(rspamdRedis)).status).toBe('absent')
  })
})

test('OpenDKIM’s socket', async () => {
  const files = { '/etc/opendkim.conf': 'Socket  local:/run/opendkim/opendkim.sock\n' }
  const answer = await new Collector(worldOf({ files })).get(opendkimSocket)
  expect(answer).toMatchObject({
    status: 'known',
    value: { path: '/run/opendkim/opendkim.sock', exists: false },
  })
  const tcp = worldOf({ files: { '/etc/opendkim.conf': 'Socket inet:8891@localhost\n' } })
  expect((await new Collector(tcp).get(opendkimSocket)).status).toBe('absent')
})

test('SpamAssassin’s newest rules', async () => {
  const rules = (version: string) => `/var/lib/spamassassin/${version}/updates_spamassassin_org.cf`
  const world = worldOf({
    statuses: { [rules('3.004006')]: { modifiedAt: 1 }, [rules('4.000001')]: { modifiedAt: writtenNow } },
  })
  const answer = await new Collector(world).get(spamassassinRules)
  expect(answer).toMatchObject({ status: 'known', value: { path: rules('4.000001'), updatedAt: writtenNow } })
})

test('block lists that Postfix asks', async () => {
  const world = postfixWorld(
    'smtpd_recipient_restrictions = reject_unauth_destination,\n  reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n  warn_if_reject reject_rbl_client bl.spamcop.net, reject_rbl_client b.barracudacentral.org\n',
  )
  const answer = await new Collector(world).get(queriedBlockLists)
  expect(
    answer.status === 'known' && answer.value.map(({ zone, filtered, answer }) => [zone, filtered, answer]),
  ).toEqual([
    ['zen.spamhaus.org', true, 'unknown'],
    ['b.barracudacentral.org', false, 'unknown'],
  ])
})
