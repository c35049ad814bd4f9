import { describe, expect, test } from 'vitest'
import { commandLine } from '../../../src/access/host/commands.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { parseQuotaTable } from '../../../src/collect/dovecot/quota.ts'
import { dovecotState } from '../../../src/collect/dovecot/state.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'

const units = commandLine({ name: 'systemctl-units' })
const files = { '/etc/dovecot/dovecot.conf': 'protocols = imap\n' }
const master = { '/run/dovecot/master.pid': '42\n', '/proc/42/comm': 'dovecot\n' }
const unit = (state: string) => ({
  [units]: `dovecot.service loaded ${state} Dovecot IMAP/POP3 email server\n`,
})

describe('whether Dovecot runs', () => {
  test.each<[string, WrittenWorld, object]>([
    [
      'by its unit',
      { files, commands: unit('active running') },
      { status: 'known', value: { running: true } },
    ],
    ['stopped', { files, commands: unit('inactive dead') }, { status: 'known', value: { running: false } }],
    [
      'failed',
      { files, commands: unit('failed failed') },
      { status: 'known', value: { running: false, activeState: 'failed' } },
    ],
    [
      'systemd waits in its place',
      {
        files,
        commands: {
          [units]: `dovecot.service loaded inactive dead x\ndovecot.socket loaded active listening x\n`,
        },
      },
      { status: 'known', value: { running: true } },
    ],
    [
      'without systemd, by its pid file',
      { files: { ...files, ...master } },
      { status: 'known', value: { running: true } },
    ],
    ['without systemd or pid file', { files }, { status: 'absent' }],
    [
      'the pid is another program’s now',
      { files: { ...files, ...master, '/proc/42/comm': 'bash\n' } },
      { status: 'absent' },
    ],
    ['only files of a machine', { files, kind: 'root' }, { status: 'unknown' }],
    ['not here', {}, { status: 'absent' }],
  ])('%s', async (_, written, expected) => {
    expect(await new Collector(worldOf(written)).get(dovecotState)).toMatchObject(expected)
  })
})

describe('quota', () => {
  test('limits of mailboxes that have one', () => {
    const table =
      'Username\tQuota name\tType\tValue\tLimit\t%\nanna\tUser quota\tSTORAGE\t51\t60\t85\nanna\tUser quota\tMESSAGE\t4\t-\t0\nbroken\n'
    expect(parseQuotaTable(table, '')).toMatchObject([
      { mailbox: 'anna', kind: 'storage', used: 51, limit: 60 },
    ])
  })
})
