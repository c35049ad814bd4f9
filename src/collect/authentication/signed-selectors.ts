import { isDomainName, normalName } from '../dns/domain-name.ts'
import { dkimFields } from './signature/dkim.ts'
import { readRawMessage } from './signature/raw-message.ts'
import { parseTagList, withoutSpace } from './signature/tag-list.ts'

/** More signatures than that are noise. */
const signaturesLimit = 20

/** Domain and selector of each DKIM signature of a message, as written (RFC 6376 §3.5). Never throws. */
export function signedSelectors(
  message: Uint8Array,
): readonly { readonly domain: string; readonly selector: string }[] {
  const found = dkimFields(readRawMessage(message)).flatMap(({ text }) => {
    const tags = parseTagList(text.slice(text.indexOf(':') + 1))
    const [domain, selector] = ['d', 's'].map((tag) => normalName(withoutSpace(tags?.get(tag) ?? '')))
    if (domain === undefined || selector === undefined) return []
    return isDomainName(domain) && isDomainName(selector) ? [{ domain, selector }] : []
  })
  const distinct = new Map(found.map((one) => [`${one.selector} ${one.domain}`, one]))
  return [...distinct.values()].slice(0, signaturesLimit)
}
