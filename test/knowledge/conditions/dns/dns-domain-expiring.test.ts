import { dnsDomainExpiring } from '../../../../src/knowledge/conditions/dns/dns-domain-expiring.ts'
import { probed } from '../../../collect/dns/probed.ts'
import { writtenNow } from '../../../collect/written-world.ts'
import { testWorlds } from '../../test-worlds.ts'

const url = 'https://rdap.publicinterestregistry.org/rdap/domain/example.org'
const page = (answer: unknown) => ({
  ...probed,
  pages: { [url]: { statusCode: 200, contentType: 'application/rdap+json', body: JSON.stringify(answer) } },
})
const registered = (days: number, status: readonly string[] = ['active']) =>
  page({
    status,
    events: [
      { eventAction: 'registration', eventDate: '2001-01-01T00:00:00Z' },
      { eventAction: 'expiration', eventDate: new Date(writtenNow + days * 86_400_000).toISOString() },
    ],
  })

testWorlds(dnsDomainExpiring, {
  fine: [
    ['a year left', registered(365)],
    ['six weeks', registered(45)],
  ],
  problem: [
    ['three weeks', registered(21), { severity: 'low' }],
    ['a week', registered(7), { severity: 'high' }],
    ['on hold', registered(300, ['client hold']), { severity: 'critical' }],
  ],
  unseen: [
    ['the registry cannot be reached', probed],
    ['no date', page({ events: [] })],
    [
      'no JSON',
      { ...probed, pages: { [url]: { statusCode: 200, contentType: 'text/html', body: '<html>' } } },
    ],
    ['too many questions', { ...probed, pages: { [url]: { statusCode: 429, contentType: '', body: '' } } }],
  ],
})
