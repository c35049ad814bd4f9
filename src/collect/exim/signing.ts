import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import type { DkimSigning } from '../filters/signing-key.ts'
import type { EximConfiguration } from './configuration.ts'
import type { EximDriver } from './printed-options.ts'

const mostDomains = 500

/**
 * The keys of smtp transports with `dkim_domain`, `dkim_selector` and `dkim_private_key` (specification,
 * "DKIM signing"). Where the domain is taken from the message, each own domain that has a key file.
 */
export async function eximSigning(
  world: World,
  exim: EximConfiguration,
  ownDomains: readonly string[],
): Promise<DkimSigning[]> {
  const found = await Promise.all(
    exim.transports
      .filter((transport) => option(transport, 'driver') === 'smtp')
      .map((transport) => keysOf(world, transport, ownDomains)),
  )
  return found.flat()
}

async function keysOf(
  world: World,
  transport: EximDriver,
  ownDomains: readonly string[],
): Promise<DkimSigning[]> {
  const [domain, selector, key] = ['dkim_domain', 'dkim_selector', 'dkim_private_key'].map((name) =>
    option(transport, name),
  )
  if (!domain || !selector || !key || /[${}:]/.test(selector)) return []
  const at = isoTime(world.clock.now())
  const evidence = [
    {
      kind: 'command',
      where: 'exim -bP transports',
      text: `${transport.name}: dkim_domain = ${domain}, dkim_private_key = ${key}`,
      at,
    } as const,
  ]
  const literal = /^[a-z0-9.-]+$/i.test(domain) ? domain.toLowerCase() : undefined
  const candidates = literal === undefined ? ownDomains.slice(0, mostDomains) : [literal]
  const keys = await Promise.all(
    candidates.map(async (one): Promise<DkimSigning[]> => {
      const keyPath = keyFile(key, one, selector)
      if (keyPath === undefined) return []
      const conditional = literal === undefined || key.includes('exists')
      // A domain without a key of its own goes out unsigned: there is nothing to compare.
      if (conditional && (await world.host.status(keyPath)).status === 'absent') return []
      return [{ domain: one, selector, keyPath, evidence }]
    }),
  )
  return keys.flat()
}

/** The first path of the value, with `$dkim_domain` and `$dkim_selector` filled in. */
function keyFile(value: string, domain: string, selector: string): string | undefined {
  const filled = value
    .replace(/\$\{?(?:dkim_domain|domain|sender_address_domain)\}?/g, domain)
    .replace(/\$\{?dkim_selector\}?/g, selector)
  return /(\/[^\s{}$:]{1,500})/.exec(filled)?.[1]
}

function option(driver: EximDriver, name: string): string | undefined {
  return driver.options.get(name)
}
