import { type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'
import { type RspamdSection, rspamdSection } from './rspamd-files.ts'
import type { DkimSigning } from './signing-key.ts'
import { isUclObject, type UclObject, uclObject, uclText } from './ucl.ts'

/** Defaults of modules.d/dkim_signing.conf. */
const defaultSelector = 'dkim'
const defaultPath = '/var/lib/rspamd/dkim/$domain.$selector.key'
const maximalKeys = 1000

/** Keys of Rspamd's module dkim_signing: those that it names per domain, and those that its path finds. */
export async function rspamdSigning(world: World): Promise<Fact<readonly DkimSigning[]>> {
  const section = await rspamdSection(world, 'dkim_signing.conf')
  if (section.status === 'unknown') return section
  const settings = section.status === 'known' ? section.value : { values: {}, paths: [] }
  if (uclText(settings.values, 'enabled') === 'false') return known([])
  const named = namedKeys(world, settings)
  const found = await foundKeys(world, settings)
  const names = new Set(named.map(({ domain, selector }) => `${selector} ${domain}`))
  return known([...named, ...found.filter(({ domain, selector }) => !names.has(`${selector} ${domain}`))])
}

/** `domain { example.org { selector = "s1"; path = "…"; } }`, or with `selectors [ { … }, … ]`. */
function namedKeys(world: World, { values, paths }: RspamdSection): DkimSigning[] {
  const domains = uclObject(values, 'domain') ?? {}
  return Object.entries(domains).flatMap(([domain, settings]) => {
    if (!isUclObject(settings)) return []
    const list = settings['selectors']
    const many = Array.isArray(list) ? list.filter((one) => isUclObject(one)) : []
    const each: readonly UclObject[] = many.length > 0 ? many : [settings]
    return each.map((one) => {
      const selector = uclText(one, 'selector') ?? uclText(values, 'selector') ?? defaultSelector
      const path = uclText(one, 'path') ?? uclText(settings, 'path') ?? uclText(values, 'path') ?? defaultPath
      const keyPath = filledIn(path, domain, selector)
      const evidence = fileEvidence(world, paths[0] ?? '', `${domain}: selector ${selector}, key ${keyPath}`)
      return { domain: domain.toLowerCase(), selector, keyPath, evidence: [evidence] }
    })
  })
}

/** Every key file that the path pattern `…/$domain.$selector.key` fits: try_fallback is on by default. */
async function foundKeys(world: World, { values, paths }: RspamdSection): Promise<DkimSigning[]> {
  if (uclText(values, 'try_fallback') === 'false') return []
  const pattern = uclText(values, 'path') ?? defaultPath
  const selector = uclText(values, 'selector') ?? defaultSelector
  const folder = pattern.slice(0, pattern.lastIndexOf('/'))
  const file = pattern.slice(folder.length + 1)
  if (folder.includes('$') || !file.includes('$domain')) return []
  const wanted = file.replaceAll('$selector', selector)
  const [before = '', behind = ''] = wanted.split('$domain')
  const entries = await world.host.listDirectory(folder)
  if (entries.status !== 'known') return []
  return entries.value.slice(0, maximalKeys).flatMap(({ name }) => {
    const domain = name.slice(before.length, name.length - behind.length)
    if (!name.startsWith(before) || !name.endsWith(behind) || !domain.includes('.')) return []
    const keyPath = `${folder}/${name}`
    const evidence = fileEvidence(world, paths[0] ?? keyPath, `key ${keyPath}`)
    return [{ domain: domain.toLowerCase(), selector, keyPath, evidence: [evidence] }]
  })
}

function filledIn(path: string, domain: string, selector: string): string {
  return path.replaceAll('$domain', domain).replaceAll('$selector', selector)
}

function fileEvidence(world: World, where: string, text: string): Evidence {
  return { kind: 'file', where, text, at: isoTime(world.clock.now()) }
}
