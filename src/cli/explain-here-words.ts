import type { SpfEvaluation } from '../collect/authentication/spf/outcome.ts'
import type { ReverseName } from '../collect/dns/reverse-names.ts'
import type { MailboxQuota } from '../collect/dovecot/quota.ts'
import type { Fact } from '../collect/fact.ts'
import type { Listing } from '../collect/reputation/listings.ts'
import type { Observation } from './explain-here.ts'

type Language = 'en' | 'zh'

/** What was seen from here, a line each; a failure to look is said as such. */
export function observationWords(observation: Observation, language: Language): string {
  const zh = language === 'zh'
  switch (observation.kind) {
    case 'listing':
      return `${observation.subject} ${observation.listing.list.zone}: ${listingWords(observation.listing, zh)}`
    case 'spf': {
      const { domain, address, evaluation } = observation
      return zh
        ? `${domain} 的 SPF（${address}）：${spfWords(evaluation, zh)}`
        : `SPF of ${domain} for ${address}: ${spfWords(evaluation, zh)}`
    }
    case 'reverse-name':
      return `PTR ${observation.address}: ${reverseWords(observation.names, zh)}`
    case 'mailbox':
      return zh
        ? `邮箱 ${observation.mailbox}：${quotaWords(observation.quotas, zh)}`
        : `Mailbox ${observation.mailbox}: ${quotaWords(observation.quotas, zh)}`
    case 'mailbox-elsewhere':
      return zh
        ? `邮箱 ${observation.mailbox}：本机 Postfix 不为该域收信，由对方清理或扩容`
        : `Mailbox ${observation.mailbox}: this host takes no mail for its domain; its owner has to make room`
    case 'no-address':
      return zh
        ? '回复未提及地址，本机的公网地址也无法得知'
        : 'the reply names no address, and the public address of this host is not known'
  }
}

function listingWords(listing: Listing, zh: boolean): string {
  if (listing.state === 'not listed') return zh ? '现在未列入' : 'not listed now'
  if (listing.state === 'not told') return couldNotTell(listing.because.text, zh)
  const names = listing.meanings.map(({ name }) => name).join(', ')
  return `${zh ? '现在已列入' : 'listed now'} (${names}): ${listing.list.removal}`
}

function spfWords({ result, matched, error }: SpfEvaluation, zh: boolean): string {
  if (result === 'temperror') return couldNotTell(error?.text ?? result, zh)
  if (error !== undefined) return `${result}: ${error.text}`
  if (matched === undefined)
    return result === 'none' ? (zh ? 'none：没有 SPF 记录' : 'none: there is no SPF record') : result
  return zh
    ? `${result}，由 ${matched.domain} 的 ${matched.term} 决定`
    : `${result} by ${matched.term} of ${matched.domain}`
}

function reverseWords(names: Fact<readonly ReverseName[]>, zh: boolean): string {
  if (names.status === 'unknown') return couldNotTell(names.because.text, zh)
  const found = names.status === 'known' ? names.value : []
  if (found.length === 0) return zh ? '现在没有反向解析' : 'it has no reverse name now'
  return found
    .map(({ name, confirmed }) => {
      if (confirmed === undefined) return `${name} (${couldNotTell('?', zh)})`
      if (confirmed) return zh ? `${name}，可反查回该地址` : `${name}, which leads back to it`
      return zh ? `${name}，但无法反查回该地址` : `${name}, which does not lead back to it`
    })
    .join('; ')
}

function quotaWords(quotas: Fact<readonly MailboxQuota[]>, zh: boolean): string {
  if (quotas.status === 'unknown') return couldNotTell(quotas.because.text, zh)
  const found = quotas.status === 'known' ? quotas.value : []
  if (found.length === 0)
    return zh ? '没有配额，或本机无此用户' : 'it has no limit here, or there is no such user'
  return found
    .map(({ kind, used, limit }) => {
      const unit = kind === 'storage' ? 'KiB' : zh ? '封' : 'messages'
      const full = used >= limit ? (zh ? '，已满' : ', full now') : ''
      return `${used} / ${limit} ${unit} (${Math.floor((100 * used) / limit)} %${full})`
    })
    .join(', ')
}

function couldNotTell(because: string, zh: boolean): string {
  return zh ? `无法判断：${because}` : `could not tell: ${because}`
}
