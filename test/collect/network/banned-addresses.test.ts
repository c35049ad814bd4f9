import { describe, expect, test } from 'vitest'
import { bannedAddresses, parseBanned, parseJails } from '../../../src/collect/network/banned-addresses.ts'
import { factOf } from '../../knowledge/postfix-facts.ts'
import { worldOf } from '../written-world.ts'

/** As fail2ban 1.0.2 prints them. */
const status = 'Status\n|- Number of jail:\t2\n`- Jail list:\tdovecot, sshd\n'
const jail = (banned: string) => `Status for the jail: dovecot
|- Filter
|  |- Currently failed:\t0
|  |- Total failed:\t4
|  \`- File list:\t/var/log/mail.log
\`- Actions
   |- Currently banned:\t2
   |- Total banned:\t2
   \`- Banned IP list:\t${banned}
`

describe('bannedAddresses', () => {
  test('of all jails', async () => {
    const commands = {
      'fail2ban-client status': status,
      'fail2ban-client status dovecot': jail('203.0.113.7 2001:db8::7'),
      'fail2ban-client status sshd': jail(''),
    }
    const fact = await factOf(worldOf({ commands }), bannedAddresses)
    const told = fact.status === 'known' ? fact.value.map((one) => `${one.jail} ${one.address}`) : fact.status
    expect(told).toEqual(['dovecot 203.0.113.7', 'dovecot 2001:db8::7'])
  })

  test.each([
    ['not installed', {}],
    [
      'not running',
      {
        'fail2ban-client status': {
          exitCode: 255,
          stderr: 'Failed to access socket path: /var/run/fail2ban/fail2ban.sock. Is fail2ban running?',
        },
      },
    ],
  ])('%s', async (_what, commands) => {
    expect((await factOf(worldOf({ commands }), bannedAddresses)).status).toBe('absent')
  })

  test('names that are no jails, words that are no addresses', () => {
    expect(parseJails('`- Jail list:\ta;b, -x y, good-1')).toEqual(['-x', 'y', 'good-1'])
    expect(parseBanned('Banned IP list:\t203.0.113.7 nonsense!')).toEqual(['203.0.113.7'])
  })
})
