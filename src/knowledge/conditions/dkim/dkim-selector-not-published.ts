import { dkimSelectors } from '../../../collect/authentication/dkim-selectors.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, problem } from '../../condition.ts'

/**
 * A selector that is in use (a mail has it, or somebody says so) has no key in the DNS, or a revoked one.
 */
export const dkimSelectorNotPublished = condition({
  id: 'dkim-selector-not-published',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { selectors: dkimSelectors },
  detect: ({ selectors }, domain) => {
    if (selectors.status === 'absent')
      return couldNotTell({
        code: 'not-recorded',
        text: `no DKIM selector of ${domain} is known, and none of the usual ones has a key`,
        remedy: 'name the one that signs: --dkim-selector NAME, or give a mail of the domain: --mail FILE',
      })
    const used = selectors.value.filter(({ from }) => from !== 'a guess')
    return used.map(({ recordName, published, from, selector, domain: signer }) => {
      if (published.status === 'unknown') return couldNotTell(published.because, recordName)
      const revoked = published.status === 'known' && published.value.every((record) => record.revoked)
      if (published.status === 'known' && !revoked) return fine(published.evidence, recordName)
      return problem({
        subject: recordName,
        confidence: 'certain',
        evidence: published.evidence,
        values: {
          selector,
          domain: signer,
          source: from === 'a mail' ? 'A mail is signed with it' : 'It was named as one in use',
          sourceZh: from === 'a mail' ? '有邮件用它签名' : '它被指明正在使用',
          found: revoked ? 'a revoked key (p= is empty)' : 'no key',
          foundZh: revoked ? '一把已撤销的密钥（p= 为空）' : '没有密钥',
        },
        marks: [`sender-domain:${domain}`, 'reason:dkim-fail', 'reason:unauthenticated'],
      })
    })
  },
  explains: [{ condition: 'dmarc-alignment-failure' }],
  mistakenFor: [
    { condition: 'dkim-key-mismatch', toldApartBy: { en: 'there is no key at all', zh: '根本没有密钥' } },
  ],
  texts: {
    en: {
      title: 'The DKIM key {subject} is in use and not published',
      because:
        '{source}, and the DNS holds {found} at {subject}. Receivers cannot verify signatures with selector {selector} of {domain}: mail counts as unsigned, or as failed.',
      allClear: 'the DKIM key {subject} is published',
    },
    zh: {
      title: '正在使用的 DKIM 密钥 {subject} 没有发布',
      because:
        '{sourceZh}，而 DNS 在 {subject} 处{foundZh}。收件方无法验证 {domain} 的选择器 {selector} 的签名：邮件被视为未签名或验证失败。',
      allClear: 'DKIM 密钥 {subject} 已发布',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish the key that the signer shows for selector {selector} at {subject}, or let it sign with a selector that is published',
        zh: '在 {subject} 发布签名程序显示的选择器 {selector} 的公钥，或改用已发布的选择器签名',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc6376#section-3.6'],
})
