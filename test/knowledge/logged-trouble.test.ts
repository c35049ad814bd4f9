import { expect, test } from 'vitest'
import { isOver } from '../../src/knowledge/logged-trouble.ts'
import type { TimelineKind } from '../../src/logs/mail-log.ts'
import { testNow } from './test-condition.ts'
import { event, lately, longAgo, writtenLog } from './written-log.ts'

const after = lately + 60_000

test.each<[what: string, kind: TimelineKind, subject: string, at: number, until: number, over: boolean]>([
  ['started since', 'started', 'exim', after, lately, true],
  ['its unit reloaded since', 'reloaded', 'exim4.service', after, lately, true],
  [
    'started in the same second, which the trouble’s log does not divide',
    'started',
    'exim',
    lately + 900,
    lately,
    false,
  ],
  ['started a moment later', 'started', 'exim', lately + 900, lately + 100, true],
  ['stopped since', 'stopped', 'exim4.service', after, lately, false],
  ['another program started since', 'started', 'dovecot', after, lately, false],
  ['only the timer of its housekeeping', 'started', 'exim4-base.timer', after, lately, false],
  ['nothing since, but long ago', 'stopped', 'exim', longAgo, longAgo, true],
])('trouble of Exim, %s', (_, kind, subject, at, until, over) => {
  expect(isOver(writtenLog({ timeline: [event(kind, subject, at)] }), testNow, until, 'exim')).toBe(over)
})
