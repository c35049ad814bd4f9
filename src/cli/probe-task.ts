import type { KnownSelector, ProbeTask } from '../access/task.ts'
import { signedSelectors } from '../collect/authentication/signed-selectors.ts'
import { parseKeyDigest } from '../collect/dns/dnssec/zone-key.ts'
import { isWithin } from '../collect/dns/domain-name.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import { readInput } from './explain-input.ts'
import { listOf, textOf } from './options.ts'
import { probedName } from './probe-domain.ts'

/** What is asked about a domain, with the selectors that the command line and a mail name. */
export async function taskOf(given: string, options: OptionValues): Promise<ProbeTask> {
  const domain = probedName(given)
  const named = listOf(options, 'dkimSelector').map((selector): KnownSelector => {
    if (!/^[a-z0-9_](?:[a-z0-9._-]{0,61}[a-z0-9_])?$/i.test(selector))
      throw new UsageError(`"${selector.slice(0, 70)}" is no DKIM selector`)
    return { selector: selector.toLowerCase(), domain, from: 'the command line' }
  })
  const mail = textOf(options, 'mail')
  const learnt = mail === undefined ? [] : await selectorsIn(mail, domain)
  const trustAnchors = trustAnchorsOf(options)
  return { domain, selectors: [...named, ...learnt], ...(trustAnchors.length === 0 ? {} : { trustAnchors }) }
}

/** Throws UsageError where one is no DS record. */
export function trustAnchorsOf(options: OptionValues): readonly string[] {
  const given = listOf(options, 'trustAnchor')
  const wrong = given.find((text) => parseKeyDigest(text) === undefined)
  if (wrong !== undefined)
    throw new UsageError(`"${wrong.slice(0, 100)}" is no DS record: --trust-anchor "20326 8 2 E06D44…"`)
  return given
}

/** Selectors of the signatures that the domain, or one above or below it, made. */
async function selectorsIn(path: string, domain: string): Promise<KnownSelector[]> {
  const input = await readInput(path)
  if ('failure' in input) throw new InputError(input.failure)
  const found = signedSelectors(input.bytes)
  const own = found.filter((one) => isWithin(one.domain, domain) || isWithin(domain, one.domain))
  if (own.length === 0) {
    const others = found.map((one) => one.domain).join(', ')
    throw new InputError(
      `${path} has no DKIM signature of ${domain}${others === '' ? '' : `, only of ${others.slice(0, 200)}`}`,
    )
  }
  return own.map((one) => ({ ...one, from: 'a mail' as const }))
}
