import { describe, expect, test } from 'vitest'
import { serviceManager, statusField } from '../../src/access/outbound/service-manager.ts'
import { eventJson, eventLine } from '../../src/cli/serve-events.ts'

const at = Date.parse('2026-03-03T10:00:00Z')

describe('the log of the daemon', () => {
  test('in lines: hostile text stays in its line', () => {
    const line = eventLine({ kind: 'failed', error: new Error('disk\u001b[2J full\nroot logged in') }, at)
    expect(line).toMatch(/^2026-03-03T10:00:00Z the watch could not work: disk/)
    expect(line).not.toMatch(/\u001b|\n/)
  })

  test('as JSON: one object a line', () => {
    const outcome = { channel: 'phone', alert: 7, error: 'HTTP 500\n' }
    const line = eventJson({ kind: 'alert', outcome }, at)
    expect(line).not.toContain('\n')
    expect(JSON.parse(line)).toEqual({
      ...{ time: '2026-03-03T10:00:00Z', level: 'warning', event: 'alert' },
      ...{ channel: 'phone', id: 7, result: 'failed', error: 'HTTP 500\n' },
    })
  })
})

describe('the service manager', () => {
  test('nobody is told where none started this', () => {
    expect(serviceManager({})).toBeUndefined()
    expect(serviceManager({ NOTIFY_SOCKET: '' })).toBeUndefined()
  })

  test('says how often it wants to hear', () => {
    const socket = { NOTIFY_SOCKET: '/run/systemd/notify' }
    expect(serviceManager({ ...socket, WATCHDOG_USEC: '300000000' })?.watchdogMilliseconds).toBe(300_000)
    expect(serviceManager(socket)?.watchdogMilliseconds).toBeUndefined()
  })

  test('a status is one line', () => {
    expect(statusField('a\nREADY=1')).toBe('STATUS=a READY=1')
  })
})
