import { dnsPtrGeneric } from '../../../../src/knowledge/conditions/dns/dns-ptr-generic.ts'
import { reverse4 } from '../../../collect/dns/mail-host.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const named = (name: string) => withRecords({ [reverse4]: [name], [`${name} A`]: ['203.0.113.10'] })

testWorlds(dnsPtrGeneric, {
  fine: [
    ['a proper name', probed],
    ['a number in the name', named('mx10.example.org')],
    ['a pool of mail servers of one', named('out-4.smtp.example.org')],
    [
      'no address that sends is known',
      withRecords({ 'example.org TXT': ['v=spf1 include:other.example -all'] }),
    ],
  ],
  lookalike: [['no name at all', withRecords({ [reverse4]: undefined })]],
  problem: [
    [
      'the address in it',
      named('static-203-0-113-10.isp.example'),
      { confidence: 'likely', subject: '203.0.113.10' },
    ],
    ['backwards', named('10.113.0.203.in.isp.example'), {}],
    ['as twelve digits', named('p203000113010.isp.example'), {}],
    ['as hex', named('cb00710a.isp.example'), {}],
    ['a pool', named('pool-7.dyn.isp.example'), {}],
  ],
  unseen: [],
})
