import { queriedBlockLists } from '../../../collect/filters/queried-block-lists.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { postfixFilterEndpoints } from '../../../collect/postfix/filter-endpoints.ts'
import { activeServices, portOf, postfixServices } from '../../../collect/postfix/services.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A server that takes mail from the Internet looks at none of it. */
export const filterNoneActive = condition({
  id: 'filter-none-active',
  topic: 'spam-filter',
  severity: 'low',
  needs: {
    configuration: postfixConfiguration,
    services: postfixServices,
    filters: postfixFilterEndpoints,
    lists: queriedBlockLists,
    domains: ownDomains,
  },
  detect: ({ configuration, services, filters, lists, domains }) => {
    if (configuration.status === 'absent' || services.status === 'absent' || domains.status === 'absent')
      return notApplicable('no mail from outside is taken here')
    const postfix = configuration.value
    const active = activeServices(services.value)
    const inbound = active.find(
      (service) =>
        portOf(service) === 25 && (service.command === 'smtpd' || service.command === 'postscreen'),
    )
    if (inbound === undefined || postfix.value('inet_interfaces') === 'loopback-only')
      return notApplicable('no mail from outside is taken here')
    const filtering =
      inbound.command === 'postscreen' ||
      (filters.status === 'known' && filters.value.length > 0) ||
      lists.status === 'known' ||
      active.some((service) =>
        ['content_filter', 'smtpd_proxy_filter'].some(
          (name) => (postfix.valueIn(service, name) ?? '') !== '',
        ),
      ) ||
      ['header_checks', 'body_checks', 'smtpd_client_restrictions'].some(
        (name) => postfix.explicit(name) !== undefined,
      )
    if (filtering) return fine(postfix.evidence('smtpd_milters'))
    return problem({
      confidence: 'likely',
      evidence: postfix.evidence('smtpd_milters', 'content_filter', 'smtpd_recipient_restrictions'),
      values: { domains: domains.value.slice(0, 3).join(', ') },
    })
  },
  texts: {
    en: {
      title: 'No spam filter is in use',
      because:
        'Mail for {domains} is taken from the Internet, and Postfix asks no milter, content filter, policy service or ' +
        'block list. If a filtering service stands before this server, all is well.',
      allClear: 'a spam filter is in use',
    },
    zh: {
      title: '没有使用垃圾邮件过滤',
      because:
        '本服务器从互联网接收 {domains} 的邮件，但 Postfix 没有使用任何 milter、内容过滤、策略服务或黑名单。若前面有过滤服务，则没有问题。',
      allClear: '已使用垃圾邮件过滤',
    },
  },
  fix: [
    {
      do: { en: 'Install Rspamd and let Postfix ask it', zh: '安装 Rspamd 并让 Postfix 使用' },
      command:
        'apt-get install rspamd redis-server && postconf -e smtpd_milters=inet:127.0.0.1:11332 non_smtpd_milters=inet:127.0.0.1:11332 milter_default_action=accept && postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf smtpd_milters'],
  references: [
    'https://rspamd.com/doc/tutorials/quickstart.html',
    'https://www.postfix.org/POSTSCREEN_README.html',
  ],
})
