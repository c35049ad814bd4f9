import { describe, expect, test } from 'vitest'
import type { FutureFile } from '../../../../src/collect/clock/files-from-the-future.ts'
import type { LogTime } from '../../../../src/collect/clock/log-time.ts'
import type { ConfiguredCertificate } from '../../../../src/collect/tls/configured-certificates.ts'
import { osClockWrong } from '../../../../src/knowledge/conditions/os/os-clock-wrong.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'

const now = known(testNow)
const hour = 3_600_000
const day = 24 * hour
const kernel = (difference: number) =>
  known({ programsAt: testNow, kernelAt: testNow - difference, evidence: [seen] })
const servers = (parts: { synchronised?: boolean; offsetSeconds?: number; inContainer?: boolean }) =>
  known({ synchronised: undefined, offsetSeconds: undefined, inContainer: false, evidence: [seen], ...parts })
const root = (dayAt: number) => known({ dayAt, evidence: [seen] })
const files = (...later: readonly number[]) =>
  known(
    later.map(
      (one, index): FutureFile => ({ path: `/var/${index}`, modifiedAt: testNow + one, evidence: seen }),
    ),
  )
const log = (parts: Partial<LogTime>) =>
  known({
    path: '/var/log/mail.log',
    writtenAt: testNow,
    stampedAt: testNow,
    jumpedBack: false,
    evidence: [seen],
    ...parts,
  })
const today = Date.UTC(2026, 10, 24)

function certificate(notBefore: number, selfIssued = false) {
  const leaf = { notBefore, selfIssued }
  return known([{ certificates: known([leaf]) } as unknown as ConfiguredCertificate])
}

testCondition(osClockWrong, {
  fine: [
    [
      'all agree',
      {
        now,
        kernel: kernel(40),
        servers: servers({ synchronised: true, offsetSeconds: 0.0004 }),
        root: root(today),
      },
    ],
    ['nothing is known', { now }],
    [
      'not synchronised, but right',
      { now, kernel: kernel(0), servers: servers({ synchronised: false }), root: root(today) },
    ],
    ['a container', { now, servers: servers({ synchronised: false, inContainer: true }) }],
    ['the root zone of the day before yesterday, from a cache', { now, root: root(today - 2 * day) }],
    ['the root zone is new, and here it is still yesterday', { now, root: root(today + 9 * hour) }],
    ['a log in another time zone', { now, log: log({ stampedAt: testNow + 14 * hour }) }],
    ['a quiet log, edited just now', { now, log: log({ stampedAt: testNow - 3 * day }) }],
    [
      'an old log',
      { now, log: log({ writtenAt: testNow - 20 * day, stampedAt: testNow - 40 * day, jumpedBack: true }) },
    ],
    ['one file from an old accident', { now, files: files(300 * day) }],
    [
      'files from an old accident, and the clock is kept right',
      { now, files: files(day, 2 * day, day), servers: servers({ synchronised: true }) },
    ],
    ['a certificate issued an hour ago', { now, certificates: certificate(testNow - 2 * hour) }],
    ['a self-made certificate for later', { now, certificates: certificate(testNow + 9 * day, true) }],
    [
      'the clock is being corrected, a second off',
      { now, servers: servers({ synchronised: true, offsetSeconds: 1.2 }) },
    ],
  ],
  problem: [
    [
      'programs see another time than the kernel',
      { now, kernel: kernel(-40 * day) },
      {
        severity: 'critical',
        confidence: 'certain',
        values: {
          span: '40 days',
          spanZh: '40 天',
          direction: 'behind',
          directionZh: '慢了',
          source: 'the kernel, which keeps another time than programs are told',
          sourceZh: '内核（程序得到的时间与内核不同）',
        },
      },
    ],
    [
      'ahead of the kernel by a quarter of an hour',
      { now, kernel: kernel(15 * 60_000) },
      { severity: 'high' },
    ],
    [
      'chronyd measures minutes',
      { now, servers: servers({ synchronised: false, offsetSeconds: 95 }) },
      { severity: 'medium', confidence: 'certain' },
    ],
    [
      'the root zone is of next week',
      { now, root: root(today + 7 * day) },
      { severity: 'critical', confidence: 'certain' },
    ],
    ['the root zone is two weeks old', { now, root: root(today - 14 * day) }, { severity: 'critical' }],
    [
      'files of several programs lie in the future',
      { now, files: files(5 * day, 5 * day, 2 * day) },
      { confidence: 'likely' },
    ],
    [
      'the services write old times now',
      { now, log: log({ stampedAt: testNow - 40 * day, jumpedBack: true }) },
      { confidence: 'likely' },
    ],
    [
      'an authority’s certificate begins next month',
      { now, certificates: certificate(testNow + 30 * day) },
      { confidence: 'likely' },
    ],
  ],
})

describe('what it explains', () => {
  const explains = (condition: string, subject: string, ...marks: string[]) =>
    osClockWrong.explains
      .find((one) => one.condition === condition)
      ?.when?.(
        { condition: 'os-clock-wrong', subject: 'system clock', marks: ['clock:days'] },
        { condition, subject, marks },
      )
  test.each([
    ['dns-local-resolver-down', '127.0.0.1', [], true],
    ['dns-local-resolver-down', '9.9.9.9', [], false],
    ['deliveries-deferred', 'DNS', ['reason:dns-failure'], true],
    ['deliveries-deferred', 'mx.example.net', ['reason:greylisted'], false],
  ])('%s %s', (condition, subject, marks, expected) => {
    expect(explains(condition, subject, ...marks)).toBe(expected)
  })
})

test('absent facts are not clues', () => {
  const answer = osClockWrong.detect(
    {
      now,
      kernel: absent(),
      servers: absent(),
      root: absent(),
      files: absent(),
      log: absent(),
      certificates: absent(),
    },
    '',
  )
  expect(answer).toMatchObject({ status: 'fine' })
})
