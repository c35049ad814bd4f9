import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { known } from '../../../../src/access/answer.ts'
import { deliveryTroubles } from '../../../../src/collect/logs/delivery-troubles.ts'
import { refusals } from '../../../../src/collect/logs/refusals.ts'
import { deliveriesDeferred } from '../../../../src/knowledge/conditions/deliveries/deliveries-deferred.ts'
import { deliveriesRejected } from '../../../../src/knowledge/conditions/deliveries/deliveries-rejected.ts'
import { inboundRefused } from '../../../../src/knowledge/conditions/inbound/inbound-refused.ts'
import { loginsFailing } from '../../../../src/knowledge/conditions/logins/logins-failing.ts'
import { submissionsRefused } from '../../../../src/knowledge/conditions/submissions/submissions-refused.ts'
import { severities } from '../../../../src/knowledge/verdict.ts'
import { worldOf } from '../../../collect/written-world.ts'
import { readText } from '../../../logs/read-lines.ts'
import { verdicts } from '../../test-condition.ts'

/** Logs of real hosts that are not part of the project: judged where they are there. */
const hosts = fileURLToPath(new URL('../../../../../shared/corpora/hosts/', import.meta.url))
const present = existsSync(hosts)
const symptoms = [deliveriesDeferred, deliveriesRejected, inboundRefused, loginsFailing, submissionsRefused]

async function symptomsOf(host: string): Promise<readonly string[]> {
  const file = readFileSync(join(hosts, host, 'mail.log'), 'latin1')
  const text = file.length > 1 ? file : readFileSync(join(hosts, host, 'journal.txt'), 'latin1')
  const log = known(await readText(text, { from: 0 }))
  const facts: Record<string, Parameters<typeof verdicts>[1][string]> = {
    log,
    troubles: await deliveryTroubles.collect(worldOf({}), { log }),
    refused: await refusals.collect(worldOf({}), { log }),
  }
  return symptoms.flatMap((condition) => {
    const needed = Object.fromEntries(Object.keys(condition.needs).map((need) => [need, facts[need] ?? log]))
    return verdicts(condition, needed, 'this server').flatMap((verdict) => {
      if (verdict.status !== 'problem') return []
      const grave = severities.indexOf(verdict.severity ?? condition.severity) <= severities.indexOf('medium')
      return grave ? [`${condition.id}: ${verdict.subject}`] : []
    })
  })
}

const names = present ? readdirSync(hosts) : []
const controls = names.filter((name) => name.startsWith('ctl-'))

describe.skipIf(!present)('symptoms in the logs of real hosts', () => {
  test.each(controls)('%s is healthy: none', async (host) => expect(await symptomsOf(host)).toEqual([]))

  test.each([
    ['dovecot-down', ['deliveries-deferred: private/dovecot-lmtp', 'logins-failing: SMTP AUTH']],
    ['auth-socket-perm', ['logins-failing: SMTP AUTH']],
    ['quota-full', ['deliveries-rejected: private/dovecot-lmtp']],
    ['maildir-perm', ['deliveries-deferred: private/dovecot-lmtp']],
    ['resolver-down', ['deliveries-deferred: DNS']],
    ['postfix-conf-error', ['inbound-refused: smtpd: 451 4.3.5 Server configuration error']],
    // Refused, but ten hours before the reading.
    ['exim-ptr', []],
    ['exim-frozen', []],
    ['disk-full-exim', []],
    ['tls-expired', ['logins-failing: imap-login: TLS certificate-expired']],
    // The server is well: another's fault, or a stranger's.
    ['auth-bruteforce', []],
    ['greylist', []],
    ['nxdomain', []],
    ['no-such-user', []],
    ['virus', []],
    ['relay-denied', []],
  ])('%s', async (host, expected) => expect(await symptomsOf(host)).toEqual(expected))
})
