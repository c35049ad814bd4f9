import { rspamdRedis } from '../../../collect/filters/rspamd-redis.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { serviceUnits } from '../../../collect/system/units.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

const complaints = [
  'cannot connect to redis',
  'cannot init redis',
  'cannot get keys to gather stat',
  'redis_async_new',
]

/** Rspamd keeps Bayes, greylisting, limits and history in Redis, and cannot reach it: all of them are off. */
export const filterRspamdRedisDown = condition({
  id: 'filter-rspamd-redis-down',
  topic: 'spam-filter',
  severity: 'medium',
  needs: { redis: rspamdRedis },
  optional: { units: serviceUnits, log: mailLog },
  detect: ({ redis, units, log }) => {
    if (redis.status === 'absent') return notApplicable('Rspamd has no Redis configured')
    const unit =
      units.status === 'known' ? units.value.find(({ name }) => name === 'rspamd.service') : undefined
    if (units.status === 'known' && unit?.activeState !== 'active')
      return notApplicable('Rspamd does not run')
    const logged = log.status === 'known' ? loggedTrouble(log.value, { contains: complaints }) : undefined
    return redis.value.map(({ server, reachable, evidence }) => {
      if (reachable === undefined)
        return couldNotTell({ code: 'failed', text: `could not try to connect to ${server}` }, server)
      if (reachable) return fine(evidence, server)
      return problem({
        subject: server,
        confidence: 'certain',
        evidence: [...evidence, ...(logged?.evidence ?? [])],
        marks: [`endpoint:${server}`, `socket:${server}`, 'unit:redis-server.service', 'program:rspamd'],
        ...(logged === undefined ? {} : { since: logged.since }),
      })
    })
  },
  mistakenFor: [
    {
      condition: 'filter-bayes-untrained',
      toldApartBy: { en: 'Redis does not answer at all', zh: 'Redis 完全没有应答' },
    },
  ],
  texts: {
    en: {
      title: 'Rspamd cannot reach its Redis at {subject}',
      because:
        'Rspamd is told to keep Bayes, greylisting, rate limits and history in Redis at {subject}, and cannot ' +
        'connect. Mail flows, but these parts of the filter are off: more spam gets through.',
      allClear: 'Rspamd reaches Redis at {subject}',
    },
    zh: {
      title: 'Rspamd 无法连接 Redis（{subject}）',
      because:
        'Rspamd 配置为在 Redis（{subject}）中保存贝叶斯、灰名单、速率限制和历史，但无法连接。邮件仍可收发，但这些过滤功能失效：更多垃圾邮件会通过。',
      allClear: 'Rspamd 可以连接 Redis（{subject}）',
    },
  },
  fix: [
    {
      do: { en: 'See why it is down', zh: '查看停机原因' },
      command: 'systemctl status redis-server --no-pager',
      risk: 'none',
    },
    { do: { en: 'Start it', zh: '启动' }, command: 'systemctl enable --now redis-server', risk: 'restart' },
    {
      do: {
        en: 'Or correct the address in /etc/rspamd/local.d/redis.conf; for a socket, let _rspamd into the group redis',
        zh: '或更正 /etc/rspamd/local.d/redis.conf 中的地址；若为套接字，把 _rspamd 加入 redis 组',
      },
      command: 'systemctl restart rspamd',
      risk: 'restart',
    },
  ],
  verify: ['redis-cli ping', 'rspamc stat | grep -i learned'],
  references: ['https://rspamd.com/doc/configuration/redis.html'],
})
