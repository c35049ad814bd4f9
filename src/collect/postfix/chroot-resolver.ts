import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'
import { activeServices, postfixServices } from './services.ts'

/** The resolver files that the machine and Postfix's chroot see. */
export interface ChrootResolver {
  /** `nameserver` addresses, in order. */
  readonly outside: readonly string[]
  readonly inside: readonly string[] | undefined
  readonly insidePath: string
  /** Chrooted services that ask the DNS. */
  readonly services: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** Daemons that look names up. */
const asksDns = new Set(['smtp', 'smtpd', 'lmtp', 'dnsblog', 'verify', 'postscreen'])

export const postfixChrootResolver = fact({
  id: 'postfix.chroot-resolver',
  summary: "Name servers in /etc/resolv.conf and in the chroot's copy; absent where nothing is chrooted.",
  needs: { configuration: postfixConfiguration, services: postfixServices },
  async collect(world, { configuration, services }): Promise<Fact<ChrootResolver>> {
    if (configuration.status === 'absent') return configuration
    if (services.status === 'absent') return services
    const chrooted = activeServices(services.value).filter(
      ({ chroot, command }) => chroot && asksDns.has(command),
    )
    if (chrooted.length === 0) return absent(...services.evidence)
    const insidePath = `${configuration.value.queueDirectory}/etc/resolv.conf`
    const [outside, inside] = await Promise.all([
      world.host.readFile('/etc/resolv.conf'),
      world.host.readFile(insidePath),
    ])
    if (outside.status !== 'known') return outside
    if (inside.status === 'unknown') return inside
    const at = isoTime(world.clock.now())
    const outsideText = new TextDecoder().decode(outside.value)
    const insideText = inside.status === 'known' ? new TextDecoder().decode(inside.value) : undefined
    const evidence: Evidence[] = [
      { kind: 'file', where: '/etc/resolv.conf', text: nameserverLines(outsideText).join(' · '), at },
      {
        kind: 'file',
        where: insidePath,
        text:
          insideText === undefined
            ? 'no such file'
            : nameserverLines(insideText).join(' · ') || 'no nameserver',
        at,
      },
    ]
    return known(
      {
        outside: nameservers(outsideText),
        inside: insideText === undefined ? undefined : nameservers(insideText),
        insidePath,
        services: [...new Set(chrooted.map(({ name }) => name))],
        evidence,
      },
      ...evidence,
    )
  },
})

function nameserverLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^nameserver\s/.test(line))
    .slice(0, 10)
}

function nameservers(text: string): string[] {
  return nameserverLines(text).map((line) => line.split(/\s+/)[1] ?? '')
}
