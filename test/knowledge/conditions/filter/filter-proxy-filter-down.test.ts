import { postfixContentFilters } from '../../../../src/collect/postfix/content-filters.ts'
import { filterProxyFilterDown } from '../../../../src/knowledge/conditions/filter/filter-proxy-filter-down.ts'
import type { WrittenWorld } from '../../../collect/written-world.ts'
import { factOf, plainMaster, postfixWorld } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'

const amavis = 'content_filter = smtp-amavis:[127.0.0.1]:10024\n'
const master = `${plainMaster}smtp-amavis unix - - y - 2 smtp\n127.0.0.1:10025 inet n - y - - smtpd\n  -o content_filter=\n`
const filters = (main: string, more: WrittenWorld = {}, services = master) =>
  factOf(postfixWorld(main, services, more), postfixContentFilters)
const proxied = plainMaster.replace('smtpd\n', 'smtpd\n  -o smtpd_proxy_filter=127.0.0.1:10024\n')

testCondition(filterProxyFilterDown, {
  fine: [
    ['it answers', { filters: await filters(amavis, { connects: { '127.0.0.1:10024': 'connected' } }) }],
    ['no filter', { filters: await filters('') }],
    ['no Postfix', { filters: absent() }],
    [
      'a filter by pipe, which Postfix starts itself',
      { filters: await filters('content_filter = filter:dummy\n') },
    ],
  ],
  lookalike: [
    [
      'elsewhere, and slow',
      { filters: await filters(amavis, { connects: { '127.0.0.1:10024': 'timeout' } }) },
    ],
  ],
  problem: [
    [
      'Amavis is not running',
      { filters: await filters(amavis) },
      { subject: '[127.0.0.1]:10024', values: { parameter: 'content_filter', program: 'amavis' } },
    ],
    [
      'a filter before the queue',
      { filters: await filters('', {}, proxied) },
      { subject: '127.0.0.1:10024', values: { parameter: 'smtpd_proxy_filter', program: 'amavis' } },
    ],
  ],
})
