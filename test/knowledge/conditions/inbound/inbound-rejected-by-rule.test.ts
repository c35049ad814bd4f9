import { inboundRejectedByRule } from '../../../../src/knowledge/conditions/inbound/inbound-rejected-by-rule.ts'
import { elsewhere, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import type { ZoneWorld } from '../../../collect/dns/zone-world.ts'
import { testWorlds } from '../../test-worlds.ts'

const withMain = (line: string, world: ZoneWorld = mailHost): ZoneWorld => ({
  ...world,
  files: {
    ...world.files,
    '/etc/postfix/main.cf': `${world.files?.['/etc/postfix/main.cf'] ?? ''}${line}\n`,
  },
})

testWorlds(inboundRejectedByRule, {
  fine: [
    ['as Debian has it', mailHost],
    [
      'closed for relaying',
      withMain(
        'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination',
      ),
    ],
    [
      'known senders pass by a table',
      withMain(
        'smtpd_client_restrictions = permit_mynetworks, check_client_access hash:/etc/postfix/partners, reject',
      ),
    ],
    [
      'own domains pass first',
      withMain('smtpd_recipient_restrictions = permit_mynetworks, permit_auth_destination, reject'),
    ],
    ['only tried', withMain('smtpd_client_restrictions = warn_if_reject reject')],
  ],
  lookalike: [
    [
      'the MX is elsewhere: this host only sends',
      withMain('smtpd_recipient_restrictions = permit_mynetworks, reject', withZone(elsewhere)),
    ],
  ],
  problem: [
    [
      'a test left on',
      withMain('smtpd_client_restrictions = reject'),
      { subject: 'smtpd_client_restrictions' },
    ],
    [
      'the line of submission in main.cf',
      withMain(
        'smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_non_fqdn_recipient, reject',
      ),
      { subject: 'smtpd_recipient_restrictions', confidence: 'certain' },
    ],
  ],
})
