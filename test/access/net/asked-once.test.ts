import { expect, test } from 'vitest'
import { known } from '../../../src/access/answer.ts'
import { askedOnce } from '../../../src/access/net/asked-once.ts'
import type { DialogueRequest, Net } from '../../../src/access/net/net.ts'
import { zoneWorld } from '../../collect/dns/zone-world.ts'

const smtp = (port: number): DialogueRequest => ({
  protocol: 'smtp',
  endpoint: { address: '192.0.2.1', port },
  tls: 'none',
})

function counting(): { readonly net: Net; readonly asked: string[] } {
  const asked: string[] = []
  const { net } = zoneWorld({})
  const count = <T>(name: string, answer: T) => {
    asked.push(name)
    return Promise.resolve(answer)
  }
  return {
    asked,
    net: {
      ...net,
      dialogue: (request) => {
        const { endpoint } = request
        const port = 'port' in endpoint ? endpoint.port : 0
        return count(
          `dialogue ${port}`,
          known({ end: 'refused', transcript: [], capabilities: [], replies: [] }),
        )
      },
      connect: ({ port }) => count(`connect ${port}`, known({ outcome: 'connected', milliseconds: 1 })),
    },
  }
}

test('the same question is asked once, another is another', async () => {
  const { net, asked } = counting()
  const once = askedOnce(net)
  const answers = await Promise.all([
    once.dialogue(smtp(25)),
    once.dialogue(smtp(25)),
    once.dialogue(smtp(587)),
  ])
  expect(answers[0]).toBe(answers[1])
  await once.connect({ address: '192.0.2.1', port: 25 })
  expect(asked).toEqual(['dialogue 25', 'dialogue 587', 'connect 25'])
})
