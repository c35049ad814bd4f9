import type { QueriedBlockList } from '../../../../src/collect/filters/queried-block-lists.ts'
import { queriedBlockLists } from '../../../../src/collect/filters/queried-block-lists.ts'
import { ownDomains } from '../../../../src/collect/mail/own-domains.ts'
import { postfixFilterEndpoints } from '../../../../src/collect/postfix/filter-endpoints.ts'
import { filterDnsblDefunct } from '../../../../src/knowledge/conditions/filter/filter-dnsbl-defunct.ts'
import { filterDnsblQueriesRefused } from '../../../../src/knowledge/conditions/filter/filter-dnsbl-queries-refused.ts'
import { filterNoneActive } from '../../../../src/knowledge/conditions/filter/filter-none-active.ts'
import { factOf, plainMaster, postfixFacts, postfixWorld } from '../../postfix-facts.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { longAgo, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const zen = (parts: Partial<QueriedBlockList> = {}): QueriedBlockList => ({
  zone: 'zen.spamhaus.org',
  use: 'reject',
  filtered: false,
  answer: 'works',
  evidence: [seen],
  ...parts,
})
const lists = (parts: Partial<QueriedBlockList> = {}) => known([zen(parts)])
const openResolver = reject(
  'Service unavailable; Client host [198.51.100.20] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.1',
)
const log = known(writtenLog({ rejects: [openResolver] }))

testCondition(filterDnsblQueriesRefused, {
  fine: [
    ['the list works', { now, lists: lists() }],
    ['no lists', { now, lists: absent() }],
    ['the list did not answer, and nobody was refused', { now, lists: lists({ answer: 'unknown' }) }],
    ['mended since', { now, lists: lists(), log }],
    [
      'long ago',
      {
        now,
        lists: lists({ answer: 'unknown' }),
        log: known(writtenLog({ rejects: [{ ...openResolver, lastAt: longAgo }] })),
      },
    ],
  ],
  lookalike: [
    [
      'a spammer is really listed',
      {
        now,
        lists: lists(),
        log: known(
          writtenLog({
            rejects: [
              reject(
                'Service unavailable; Client host [203.0.113.7] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.7',
              ),
            ],
          }),
        ),
      },
    ],
    ['the list is dead', { now, lists: lists({ answer: 'lists-everything' }) }],
  ],
  problem: [
    [
      'refused and believed',
      { now, lists: lists({ answer: 'refuses' }), log },
      { subject: 'zen.spamhaus.org', severity: 'critical', confidence: 'certain' },
    ],
    ['the log alone tells it', { now, lists: lists({ answer: 'unknown' }), log }, { confidence: 'likely' }],
    [
      'refused, but only real codes count',
      { now, lists: lists({ answer: 'refuses', filtered: true }) },
      { severity: 'low' },
    ],
    [
      'refused, and counts points',
      { now, lists: lists({ answer: 'refuses', use: 'score' }) },
      { severity: 'medium' },
    ],
  ],
})

testCondition(filterDnsblDefunct, {
  fine: [
    ['alive', { lists: lists() }],
    ['no lists', { lists: absent() }],
    ['gives no test entry', { lists: lists({ zone: 'bl.example.org', answer: 'empty' }) }],
  ],
  lookalike: [['it refuses us', { lists: lists({ answer: 'refuses' }) }]],
  problem: [
    [
      'SORBS',
      { lists: lists({ zone: 'dnsbl.sorbs.net', answer: 'empty' }) },
      { subject: 'dnsbl.sorbs.net', severity: 'low' },
    ],
    [
      'lists everybody',
      { lists: lists({ zone: 'bl.example.org', answer: 'lists-everything' }) },
      { severity: 'critical' },
    ],
    [
      'lists everybody, among others',
      { lists: lists({ zone: 'bl.example.org', use: 'score', answer: 'lists-everything' }) },
      { severity: 'medium' },
    ],
  ],
})

async function postfix(main: string, master = plainMaster) {
  const world = postfixWorld(main, master)
  const [facts, filters, lists, domains] = await Promise.all([
    postfixFacts(main, master),
    factOf(world, postfixFilterEndpoints),
    factOf(world, queriedBlockLists),
    factOf(world, ownDomains),
  ])
  return { ...facts, filters, lists, domains }
}

const domain = 'mydestination = example.org\n'

testCondition(filterNoneActive, {
  fine: [
    ['a milter', await postfix(`${domain}smtpd_milters = inet:127.0.0.1:11332\n`)],
    [
      'a block list',
      await postfix(
        `${domain}smtpd_recipient_restrictions = reject_unauth_destination, reject_rbl_client zen.spamhaus.org\n`,
      ),
    ],
    ['postscreen', await postfix(domain, 'smtp inet n - y - 1 postscreen\n')],
    ['a content filter', await postfix(`${domain}content_filter = smtp:[127.0.0.1]:10024\n`)],
  ],
  lookalike: [
    ['takes nothing from outside', await postfix(`${domain}inet_interfaces = loopback-only\n`)],
    ['a relay without domains', await postfix('mydestination =\n')],
  ],
  problem: [['looks at nothing', await postfix(domain), { confidence: 'likely' }]],
})
