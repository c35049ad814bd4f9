import { firewall } from '../../../collect/network/firewall/firewall.ts'
import { connects, outboundReachability } from '../../../collect/network/outbound-reachability.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsSilence } from '../../outbound-effects.ts'
import { decidingRules, isForSomeOnly, isRefused } from '../../own-firewall.ts'

/**
 * A rule on this host itself refuses outgoing connections to port 25, for everybody. Rules that let the
 * mail server's user through are usual and right; they are not certain to hit, so not claimed.
 */
export const networkOutbound25OwnFirewall = condition({
  id: 'network-outbound-25-own-firewall',
  topic: 'network',
  severity: 'critical',
  needs: { rules: firewall },
  optional: { postfix: postfixConfiguration, reached: outboundReachability },
  detect: ({ rules, postfix, reached }) => {
    if (postfix.status !== 'known') return notApplicable('no Postfix here that sends mail')
    const smarthost = postfix.value.value('relayhost') ?? ''
    if (smarthost !== '') return notApplicable(`mail goes out through ${smarthost}, not to port 25 of others`)
    if (rules.status === 'absent') return fine(rules.evidence)
    const protocols = postfix.value.value('inet_protocols') ?? 'all'
    const judged = rules.value
      .outgoing(25)
      .filter(({ family }) => protocols === 'all' || protocols.includes(`ipv${family}`))
    const refused = judged.filter((one) => isRefused(one) && !isForSomeOnly(one))
    const evidence = judged.flatMap((one) => one.evidence)
    // What is seen to work is not refused, whatever the rules look like.
    if (reached.status === 'known' && reached.value.some(connects)) return fine(evidence)
    const unclear = judged.find(({ fate }) => fate === 'unclear')
    if (refused.length === 0)
      return unclear === undefined
        ? fine(evidence)
        : couldNotTell({
            code: 'failed',
            text: `the firewall’s rules are not simple enough: ${decidingRules([unclear])}`,
            remedy: "try as the mail server's user: sudo -u postfix nc -vz -w5 gmail-smtp-in.l.google.com 25",
          })
    const onlyIpv6 = refused.every(({ family }) => family === 6) && judged.length > refused.length
    const addresses = reached.status === 'known' ? reached.value.map(({ address }) => address) : []
    return problem({
      subject: 'TCP port 25, outgoing',
      severity: onlyIpv6 ? 'medium' : 'critical',
      confidence: 'certain',
      evidence: refused.flatMap((one) => one.evidence),
      values: { rule: decidingRules(refused) },
      marks: ['port:25-outgoing', ...addresses.map((address) => `endpoint:${address}:25`)],
    })
  },
  explains: [...explainsSilence, { condition: 'network-port25-blocked-outbound', when: () => true }],
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: { en: 'the names of the receivers were resolved', zh: '收件方的主机名可以解析' },
    },
  ],
  texts: {
    en: {
      title: 'The own firewall lets no mail out: port 25 of others is closed',
      because:
        'The firewall of this host itself refuses connections to port 25 of other servers ({rule}), so nothing can be ' +
        'delivered. It is not the provider. Mail waits in the queue until the rule is gone.',
      allClear: 'the firewall of this host lets mail out',
    },
    zh: {
      title: '本机防火墙阻止了外发邮件：不能连接其他服务器的 25 端口',
      because:
        '本机自己的防火墙拒绝连接其他服务器的 25 端口（{rule}），所以什么都投递不出去。问题不在主机商。规则移除之前，邮件会留在队列中。',
      allClear: '本机防火墙允许外发邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Take the rule out, or let the user of the mail server (postfix) through before it',
        zh: '移除该规则，或在其之前放行邮件服务器用户（postfix）',
      },
      command: 'nft -a list ruleset   # shows handles for: nft delete rule FAMILY TABLE CHAIN handle N',
      risk: 'none',
    },
    {
      do: { en: 'Then send what waits', zh: '然后投递等待中的邮件' },
      command: 'postqueue -f',
      risk: 'none',
    },
  ],
  verify: ['timeout 5 bash -c "</dev/tcp/gmail-smtp-in.l.google.com/25" && echo open'],
  references: ['https://wiki.nftables.org/wiki-nftables/index.php/Simple_rule_management'],
})
