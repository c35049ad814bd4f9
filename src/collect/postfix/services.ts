import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { compareLevels } from './expand.ts'
import { type PostfixService, parseMasterCf } from './master-cf.ts'

export type { PostfixService } from './master-cf.ts'

export const postfixServices = fact({
  id: 'postfix.services',
  summary: 'The services of master.cf, active and commented out, with their -o overrides, path and line.',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<readonly PostfixService[]>> {
    if (configuration.status === 'absent') return configuration
    const { directory, value } = configuration.value
    const path = `${directory}/master.cf`
    const answer = await world.host.readFile(path, 4 << 20)
    if (answer.status !== 'known') return answer
    const chrootByDefault = compareLevels(value('compatibility_level') ?? '0', '1') < 0
    const { services, errors } = parseMasterCf(new TextDecoder().decode(answer.value), path, chrootByDefault)
    const at = isoTime(world.clock.now())
    const evidence: Evidence[] = errors.map(({ line, text }) => ({
      kind: 'file',
      where: `${path}:${line}`,
      text,
      at,
    }))
    return services.length === 0
      ? absent(...answer.evidence)
      : known(services, ...answer.evidence, ...evidence)
  },
})

/** Services that run: not commented out. */
export function activeServices(services: readonly PostfixService[]): PostfixService[] {
  return services.filter(({ commentedOut }) => !commentedOut)
}

/** Port that an `inet` service listens on: `submission`, `465`, `127.0.0.1:10025`, `[::1]:smtp`. */
export function portOf(service: PostfixService): number | undefined {
  if (service.type !== 'inet') return undefined
  return portNumber(service.name.slice(service.name.lastIndexOf(':') + 1))
}

/** A port written as a number or by its name in /etc/services. */
export function portNumber(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) ? Number(text) : wellKnownPorts.get(text)
}

/** Address that an `inet` service is bound to, if it names one. */
export function addressOf(service: PostfixService): string | undefined {
  const colon = service.name.lastIndexOf(':')
  if (service.type !== 'inet' || colon < 0) return undefined
  return service.name.slice(0, colon).replace(/^\[|\]$/g, '')
}

/** /etc/services, as far as mail goes. */
const wellKnownPorts = new Map([
  ['smtp', 25],
  ['mail', 25],
  ['submission', 587],
  ['msa', 587],
  ['submissions', 465],
  ['smtps', 465],
  ['ssmtp', 465],
  ['urd', 465],
])

/** The line of master.cf, as evidence. */
export function serviceEvidence(service: PostfixService, at: string): Evidence {
  const text = service.commentedOut ? `#${service.text}` : service.text
  return { kind: 'file', where: `${service.path}:${service.line}`, text, at }
}
