import { bimiNotShown } from '../../../../src/knowledge/conditions/bimi/bimi-not-shown.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const good = '<svg version="1.2" baseProfile="tiny-ps" viewBox="0 0 1 1"><title>Example</title></svg>'
const logo = (body: string, changes: Readonly<Record<string, readonly string[]>> = {}) => ({
  ...withRecords({
    'default._bimi.example.org TXT': ['v=BIMI1; l=https://example.org/logo.svg; a='],
    ...changes,
  }),
  pages: { 'https://example.org/logo.svg': { statusCode: 200, contentType: 'image/svg+xml', body } },
})

testWorlds(bimiNotShown, {
  fine: [
    ['not used', probed],
    ['as it must be', logo(good)],
    ['declined', withRecords({ 'default._bimi.example.org TXT': ['v=BIMI1; l=; a=;'] })],
  ],
  problem: [
    ['no SVG', logo('<html></html>'), { confidence: 'certain' }],
    ['any SVG', logo('<svg width="10"><title>x</title></svg>'), {}],
    [
      'DMARC is not enforced',
      logo(good, { '_dmarc.example.org TXT': ['v=DMARC1; p=none; rua=mailto:d@example.org'] }),
      {},
    ],
    [
      'http',
      withRecords({ 'default._bimi.example.org TXT': ['v=BIMI1; l=http://example.org/logo.svg'] }),
      {},
    ],
  ],
  unseen: [
    [
      'the file cannot be fetched',
      withRecords({ 'default._bimi.example.org TXT': ['v=BIMI1; l=https://example.org/logo.svg'] }),
    ],
  ],
})
