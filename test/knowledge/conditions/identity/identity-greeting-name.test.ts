import { identityGreetingName } from '../../../../src/knowledge/conditions/identity/identity-greeting-name.ts'
import { healthyDialogue, probed } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const greeting = (text: string) => ({
  ...probed,
  dialogues: { '203.0.113.10:25': { ...healthyDialogue, greeting: text } },
})

testWorlds(identityGreetingName, {
  fine: [
    ['a full name', probed],
    ['in upper case', greeting('220 MAIL.EXAMPLE.ORG ESMTP')],
    ['it does not answer', { ...probed, dialogues: {} }],
  ],
  problem: [
    [
      'localhost',
      greeting('220 localhost.localdomain ESMTP Postfix'),
      { confidence: 'certain', subject: 'mail.example.org' },
    ],
    ['a bare word', greeting('220 mail ESMTP'), {}],
    ['stars', greeting('220 ****************'), {}],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
