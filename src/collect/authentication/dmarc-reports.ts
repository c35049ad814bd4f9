import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { isDomainName, isWithin, normalName } from '../dns/domain-name.ts'
import { textRecords } from '../dns/look-up.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { type Fact, factAbout } from '../fact.ts'
import { dmarcPublished } from './dmarc.ts'

/** Where aggregate reports are to go, and whether they may and can. */
export interface ReportDestination {
  readonly uri: string
  /** Domain of the mailbox, lower case. */
  readonly domain: string
  /** Outside the domain’s own organisation, as far as names tell. */
  readonly external: boolean
  /** The destination agrees to take reports about the domain (RFC 9990 §4); always true where not external. */
  readonly authorised: Fact<boolean>
  /** The destination takes mail at all. */
  readonly takesMail: Fact<boolean>
  readonly evidence: readonly Evidence[]
}

/** More destinations than that get none (RFC 9990 §3.5 lets senders stop at two). */
const destinationsLimit = 5

export const dmarcReports = factAbout<string>()({
  id: 'authentication.dmarc-reports',
  summary: 'Destinations of DMARC reports (rua) of a domain, with their consent. Absent: none are asked for.',
  fromOutside: 'same',
  needs: { published: dmarcPublished },
  async collect(world, { published }, domain): Promise<Fact<readonly ReportDestination[]>> {
    if (published.status === 'absent') return published
    const { at = domain, record } = published.value
    const mailboxes = (record?.reportTo ?? []).flatMap((uri) => {
      // RFC 9990 §3.5: a size limit may follow after "!".
      const target = /^mailto:[^@]{1,64}@([^!?]{1,253})/i.exec(uri)?.[1]
      return target === undefined || !isDomainName(target) ? [] : [{ uri, domain: normalName(target) }]
    })
    const all = await Promise.all(mailboxes.slice(0, destinationsLimit).map((one) => look(world, at, one)))
    return all.length === 0
      ? { status: 'absent', evidence: published.evidence }
      : known(all, ...published.evidence)
  },
})

async function look(
  world: World,
  owner: string,
  { uri, domain }: { readonly uri: string; readonly domain: string },
): Promise<ReportDestination> {
  const external = !sharesOrganization(owner, domain)
  const [consent, exchangers] = await Promise.all([
    external ? textRecords(world, `${owner}._report._dmarc.${domain}`) : undefined,
    exchangersOf(world, domain),
  ])
  const authorised: Fact<boolean> =
    consent === undefined
      ? known(true)
      : consent.status === 'unknown'
        ? consent
        : known(consent.status === 'known' && consent.value.some(isConsent), ...consent.evidence)
  const takesMail: Fact<boolean> =
    exchangers.status === 'unknown'
      ? exchangers
      : known(exchangers.status === 'known' && !exchangers.value.nullMx, ...exchangers.evidence)
  const evidence = [authorised, takesMail].flatMap((fact) =>
    fact.status === 'known' ? [...fact.evidence] : [],
  )
  return { uri, domain, external, authorised, takesMail, evidence }
}

/** RFC 9990 §4: a record that begins with the version; `rua` may redirect. */
function isConsent(text: string): boolean {
  return /^\s*v\s*=\s*DMARC1\s*(?:;|$)/.test(text)
}

/** One below the other. Sisters under a public suffix look alike, so they count as external: consent is asked. */
function sharesOrganization(owner: string, domain: string): boolean {
  return isWithin(domain, owner) || isWithin(owner, domain)
}
