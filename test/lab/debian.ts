import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults, healthyVariants } from '../../lab/catalogue.ts'
import { judge } from '../../lab/judge.ts'
import { buildImages, type Debian, down, Lab } from '../../lab/lab.ts'
import { prepareMachine } from '../../lab/system/machine.ts'
import { up } from '../../lab/up.ts'

const buildTime = 900_000
/** The whole check, dead DNS and dead services included. */
const longestCheckSeconds = 20

/** Each fault and each healthy variant, on a really running server of one Debian release. */
export async function testRelease(debian: Debian): Promise<void> {
  const lab = new Lab(`test${debian}`)
  const say = (line: string) => process.stderr.write(`lab ${debian}: ${line}\n`)
  const here = <T extends { readonly debian?: Debian }>(all: readonly T[]) =>
    all.filter((one) => one.debian === undefined || one.debian === debian)
  const [broken, healthy] = [here(await faults()), here(await healthyVariants())]

  beforeAll(async () => {
    await prepareMachine(say)
    await buildImages([`mail${debian}`, 'peer12', 'bare12'], say)
    await down(lab)
    await up({ debian, name: lab.name, bare: false, say })
  }, buildTime)

  afterAll(() => down(lab), 60_000)

  describe(`Debian ${debian}`, () => {
    test.each(broken)('names the cause first: $id', async ({ id }) => {
      const { ranks, right, diagnoses, stderr, checkSeconds } = await judge(lab, id)
      const named = diagnoses.map(
        ({ condition, severity, subject }) => `${condition} (${severity}) ${subject}`,
      )
      expect({ right, ranks, stderr, named }).toMatchObject({ right: true, stderr: '' })
      expect(checkSeconds).toBeLessThan(longestCheckSeconds)
    })

    test.each(healthy)('raises no alarm: $id', async (variant) => {
      const { falseAlarms, exitCode, stderr } = await judge(lab, variant.id)
      expect({ falseAlarms, exitCode, stderr }).toEqual({
        falseAlarms: [],
        exitCode: variant.bare ? 2 : 0,
        stderr: '',
      })
    })
  })
}
