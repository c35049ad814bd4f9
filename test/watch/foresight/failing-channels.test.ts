import { expect, test } from 'vitest'
import { known, unknown } from '../../../src/access/answer.ts'
import { sendDue } from '../../../src/watch/alerts/outbox.ts'
import { foresee } from '../../../src/watch/foresight/foresee.ts'
import { defaultPolicy } from '../../../src/watch/incidents/policy.ts'
import { Watcher } from '../../../src/watch/watcher.ts'
import { diskFull, watchedHost } from '../watched-host.ts'

test('a channel that takes nothing is an incident, told by the others and over when it works again', async () => {
  const { store, clock, examine, host } = watchedHost()
  host.wrong = [diskFull]
  const put = (name: string) => {
    const document = JSON.stringify({ route: {}, settings: {}, language: 'en' })
    store.channels.put({ name, kind: 'slack', document, secret: `https://hooks.example/${name}` })
  }
  store.channels.remove('chat')
  put('works')
  put('broken')
  const watcher = new Watcher({
    ...{ store, clock, examine, policy: defaultPolicy },
    foresee: (at, isOpen) => foresee(store, at, 'en', isOpen),
  })
  const took: string[] = []
  let isBroken = true
  const pass = async (minutes: number) => {
    for (const end = clock.at + minutes * 60_000; clock.at < end; clock.at += 5_000) {
      await watcher.round()
      await sendDue(store, clock, async (delivery) => {
        const url = delivery.via === 'http' ? delivery.url : ''
        if (url.endsWith('broken') && isBroken) return unknown('refused', 'HTTP 410')
        const body = delivery.via === 'http' ? delivery.body : ''
        took.push(`${url.split('/').at(-1)}: ${/alerts do not reach broken/.test(body) ? 'channel' : 'disk'}`)
        return known('taken', { kind: 'http', where: url, text: '', at: '' })
      })
    }
  }
  await pass(5)
  expect(took).toEqual(['works: disk', 'works: channel'])
  isBroken = false
  await pass(10)
  expect(took).toEqual(['works: disk', 'works: channel', 'broken: disk', 'works: channel'])
  expect(store.alerts.waiting()).toBe(0)
})
