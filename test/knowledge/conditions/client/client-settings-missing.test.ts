import { clientSettingsMissing } from '../../../../src/knowledge/conditions/client/client-settings-missing.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { client, failed, went } from '../../written-servers.ts'

const open = known([client(993, went())])
const nothing = { records: absent(), autoconfig: absent(), autodiscover: absent() }

testCondition(clientSettingsMissing, {
  fine: [
    ['an autoconfig', { ...nothing, autoconfig: known({ url: 'https://x', settings: [] }), clients: open }],
    ['no mail programs here', { ...nothing, clients: known([client(993, failed('refused'))]) }],
    ['nobody knows which servers', nothing],
  ],
  lookalike: [['SRV says that there is none', { ...nothing, records: known([]), clients: open }]],
  problem: [['servers, and nothing that says so', { ...nothing, clients: open }, { confidence: 'certain' }]],
})
