import { osClockUnsynchronised } from '../../../../src/knowledge/conditions/os/os-clock-unsynchronised.ts'
import { known, seen, testCondition } from '../../test-condition.ts'

const state = (synchronised: boolean | undefined, inContainer = false) =>
  known({ synchronised, offsetSeconds: undefined, inContainer, evidence: [seen] })

testCondition(osClockUnsynchronised, {
  fine: [
    ['synchronised', { state: state(true) }],
    ['a container: the host’s business', { state: state(false, true) }],
    ['no systemd', { state: state(undefined) }],
  ],
  problem: [['nothing keeps it right', { state: state(false) }, { confidence: 'certain' }]],
})
