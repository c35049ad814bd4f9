import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CommandName,
  type CommandSpecification,
  commandTable,
  refusedArgument,
} from '../../../src/access/host/commands.ts'

// A record of the names is what the table is.
const table = Object.entries(commandTable) as [CommandName, CommandSpecification][]

describe('the table of commands', () => {
  it.each(table)('%s is bounded', (_name, { timeoutMilliseconds, limitBytes, accepts }) => {
    expect(timeoutMilliseconds).toBeLessThanOrEqual(60_000)
    expect(limitBytes).toBeLessThanOrEqual(64 << 20)
    if (accepts !== undefined) expect(accepts.source).toMatch(/^\^.*\{\d+,\d+\}\$$/)
  })

  it.each(table)('%s takes nothing that is an option or longer than a path', (name) => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (argument) => {
        const isTaken = refusedArgument({ name, arguments: [argument] }) === undefined
        expect(isTaken && (argument.startsWith('-') || argument.length > 512 || argument === '')).toBe(false)
      }),
    )
  })
})

describe('arguments', () => {
  it.each<[CommandName, string[]]>([
    ['systemctl-show', ['postfix@-.service', 'dovecot.service']],
    ['systemctl-show', ['system-postfix.slice', 'dev-disk-by\\x2duuid.swap']],
    ['postmap-query', ['user+tag@example.org', 'hash:/etc/postfix/virtual']],
    ['postmap-query', ['192.0.2.1', 'texthash:/etc/postfix/client_access']],
    ['doveadm-user', ['anna@example.org']],
    ['ip-route-get', ['2001:db8::1']],
    ['journal-unit', ['postfix@-.service']],
    ['postconf-instance', ['/etc/postfix-out']],
    ['disk-bytes', []],
  ])('%s takes %j', (name, appended) => {
    expect(refusedArgument({ name, arguments: appended })).toBeUndefined()
  })

  it.each<[CommandName, string[]]>([
    ['systemctl-show', ['--host=example.org']],
    ['systemctl-show', ['-Hexample.org']],
    ['systemctl-show', ['dovecot.service; reboot']],
    ['systemctl-show', ['dovecot.service\n']],
    ['systemctl-show', ['$(reboot)']],
    ['systemctl-show', ['']],
    ['systemctl-show', Array.from({ length: 65 }, () => 'a.service')],
    ['postmap-query', ['-']],
    ['postmap-query', ['a', 'hash:/b', 'hash:/c']],
    ['journal-unit', ['a.service', 'b.service']],
    ['postconf-instance', ['etc/postfix']],
    ['ip-route-get', ['192.0.2.1 ']],
    ['disk-bytes', ['/']],
  ])('%s does not take %j', (name, appended) => {
    expect(refusedArgument({ name, arguments: appended })).toBeTypeOf('string')
  })
})
