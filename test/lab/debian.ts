import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults, healthyVariants } from '../../lab/catalogue.ts'
import { judge } from '../../lab/judge.ts'
import { type Debian, down, Lab, type MailServer } from '../../lab/lab.ts'
import { up } from '../../lab/up.ts'
import { onBothReleases, onDebian13 } from './selection.ts'

const startTime = 120_000
/**
 * The whole check, dead DNS and dead services included, on a machine that runs two labs. The longest are those of
 * services that take a connection and never greet, and of a queue that cannot be listed: 18 s on a quiet machine.
 */
const longestCheckSeconds = 30

interface One {
  readonly id: string
  readonly debian?: Debian
  readonly server?: MailServer
  readonly bare?: boolean
}

/** Each fault and each healthy variant of a mail server, on one Debian release where it really runs. */
export async function testRelease(debian: Debian, server: MailServer = 'postfix'): Promise<void> {
  const lab = new Lab(server === 'postfix' ? `test${debian}` : `test-${server}`)
  const say = (line: string) => process.stderr.write(`lab ${debian} ${server}: ${line}\n`)
  const broken = (await faults()).filter((one) => isChosen(one, debian, server))
  const healthy = (await healthyVariants()).filter(
    (one) => one.bare !== true && isChosen(one, debian, server),
  )

  beforeAll(async () => {
    await up({ debian, server, name: lab.name, say })
  }, startTime)

  afterAll(() => down(lab), 60_000)

  describe(`Debian ${debian}, ${server}`, () => {
    test.each(healthy)('raises no alarm: $id', async ({ id }) => {
      const { falseAlarms, exitCode, stderr } = await judge(lab, id)
      expect({ falseAlarms, exitCode, stderr }).toEqual({ falseAlarms: [], exitCode: 0, stderr: '' })
    })

    test.each(broken)('names the cause first: $id', async ({ id }) => {
      const { ranks, right, falseAlarms, diagnoses, stderr, checkSeconds } = await judge(lab, id)
      const named = diagnoses.map(
        ({ condition, severity, subject }) => `${condition} (${severity}) ${subject}`,
      )
      expect({ right, ranks, stderr, named }).toMatchObject({ right: true, stderr: '' })
      if (isStrict(debian, server)) expect(falseAlarms).toEqual([])
      expect(checkSeconds).toBeLessThan(longestCheckSeconds)
    })
  })
}

/** All of them take an hour on two cores: `MAILMEDIC_LAB=all npm test`. Every run takes the chosen ones. */
function isChosen(
  { id, debian: only, server: of = 'postfix' }: One,
  debian: Debian,
  server: MailServer,
): boolean {
  if (of !== server) return false
  if (server !== 'postfix') return true
  if (only !== undefined && only !== debian) return false
  if (process.env['MAILMEDIC_LAB'] === 'all') return true
  return onBothReleases.includes(id) || (debian === 12 ? !onDebian13.includes(id) : onDebian13.includes(id))
}

/** A second red line beside the cause sends people the wrong way. Where every fault was gone through for it. */
function isStrict(debian: Debian, server: MailServer): boolean {
  return server === 'postfix' && (debian === 12 || process.env['MAILMEDIC_LAB'] === 'all')
}
