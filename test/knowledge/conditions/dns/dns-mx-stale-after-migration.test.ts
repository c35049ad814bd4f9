import { dnsMxStaleAfterMigration } from '../../../../src/knowledge/conditions/dns/dns-mx-stale-after-migration.ts'
import { answering, behindNat, elsewhere, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { logOf, testWorlds } from '../../test-worlds.ts'
import { writtenLog } from '../../written-log.ts'

const received = { ...writtenLog().traffic, received: 40, sentOut: 12 }

testWorlds(dnsMxStaleAfterMigration, {
  fine: [
    ['the MX is here', mailHost],
    [
      'a filter service hands the mail on',
      { ...withZone(elsewhere), dialogues: answering('250 Ok') },
      await logOf([], { traffic: received }),
    ],
    [
      'a backup beside this host',
      withZone({ ...elsewhere, 'example.org MX': ['10 mail.example.org', '20 mx.example.net'] }),
    ],
    [
      'a balancer with this host’s greeting',
      {
        ...withZone(elsewhere),
        dialogues: { '192.0.2.25:25': { end: 'completed', greeting: '220 mail.example.org ESMTP' } },
      },
    ],
  ],
  lookalike: [
    ['no MX', withZone({ 'example.org MX': undefined })],
    [
      'a web proxy',
      withZone({ 'example.org MX': ['10 mx.example.net'], 'mx.example.net A': ['104.21.0.1'] }),
    ],
  ],
  problem: [
    [
      'it refuses the domain',
      {
        ...withZone(elsewhere),
        dialogues: answering('554 5.7.1 <postmaster@example.org>: Relay access denied'),
      },
      { confidence: 'certain', subject: 'example.org' },
    ],
    [
      'Postfix of today refuses for now',
      {
        ...withZone(elsewhere),
        dialogues: answering('454 4.7.1 <postmaster@example.org>: Relay access denied'),
      },
      { confidence: 'certain' },
    ],
    [
      'Exim refuses',
      { ...withZone(elsewhere), dialogues: answering('550 relay not permitted') },
      { confidence: 'certain' },
    ],
    [
      'the old host is switched off',
      { ...withZone(elsewhere), dialogues: { '192.0.2.25:25': { end: 'refused' } } },
      { confidence: 'likely' },
    ],
    [
      'silent, while mail goes out to others',
      withZone(elsewhere),
      { confidence: 'likely' },
      await logOf([], { traffic: received }),
    ],
    [
      'it takes the mail, and none comes here',
      { ...withZone(elsewhere), dialogues: answering('250 Ok') },
      { severity: 'info', confidence: 'possible' },
      await logOf([]),
    ],
  ],
  unseen: [
    ['nothing answers anywhere', withZone(elsewhere)],
    ['behind a translator', behindNat(withZone(elsewhere))],
    [
      'it greylists',
      { ...withZone(elsewhere), dialogues: answering('450 4.2.0 Greylisted, see http://postgrey.example') },
    ],
    [
      'it distrusts this client',
      {
        ...withZone(elsewhere),
        dialogues: answering('554 5.7.1 Client host [203.0.113.10] blocked using zen.spamhaus.org'),
      },
    ],
  ],
})
