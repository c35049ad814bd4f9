import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { readAppleProfile } from './apple-profile-document.ts'
import type { PublishedSettings } from './published-settings.ts'
import { knock, webDocument } from './web-documents.ts'

/**
 * Apple names no place where its programs look; these are where mox, automx2, the common Autodiscover
 * containers and Mail-in-a-Box serve a profile that users open by hand.
 */
function places(domain: string): readonly string[] {
  const address = encodeURIComponent(`mailmedic@${domain}`)
  return [
    `https://autoconfig.${domain}/profile.mobileconfig?addresses=${address}`,
    `https://autoconfig.${domain}/mobileconfig?emailaddress=${address}`,
    `https://autodiscover.${domain}/email.mobileconfig?email=${address}`,
    `https://${domain}/mailinabox.mobileconfig`,
  ]
}

export const appleProfile = factAbout<string>()({
  id: 'clients.apple-profile',
  summary: 'A configuration profile for Apple’s programs at one of the usual places. Absent: none there.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<PublishedSettings>> {
    await knock(world, places(domain))
    const answers: Fact<PublishedSettings>[] = []
    for (const url of places(domain)) {
      const answer = await profileAt(world, url)
      if (answer.status === 'known') return answer
      answers.push(answer)
    }
    return answers.find(({ status }) => status === 'unknown') ?? { status: 'absent', evidence: [] }
  },
})

/** A host that shows a bad certificate, or another page, has no profile: nobody was told that there is one. */
async function profileAt(world: World, url: string): Promise<Fact<PublishedSettings>> {
  const found = await webDocument(world, url)
  if (found.status !== 'known') return found
  const { evidence } = found.value
  if ('fault' in found.value) return { status: 'absent', evidence: [evidence] }
  const { statusCode, contentType, body } = found.value.page
  if (statusCode !== 200 || !/apple-aspen-config/i.test(contentType))
    return { status: 'absent', evidence: [evidence] }
  // A signed one is CMS (RFC 5652), whose text is in the middle of binary data.
  if (!body.trimStart().startsWith('<'))
    return known({ url, settings: [], remark: 'it is signed, and was not read' }, evidence)
  const read = readAppleProfile(body, evidence)
  return 'error' in read
    ? known({ url, settings: [], fault: read.error }, evidence)
    : known({ url, settings: read.settings }, evidence)
}
