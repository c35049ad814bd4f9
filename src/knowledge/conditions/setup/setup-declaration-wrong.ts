import { isPublicAddress, sameAddress } from '../../../collect/dns/ip-address.ts'
import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import { quotedAddresses } from '../../../collect/dns/visible-addresses.ts'
import { deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { type DeclaredSetup, declaredSetup } from '../../../collect/own-setup/declared.ts'
import { unlistedSenders } from '../../../collect/own-setup/declared-senders.ts'
import { isDeclaredHost } from '../../../collect/own-setup/networks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { ProblemVerdict } from '../../verdict.ts'

/**
 * The own set-up is declared in a file, and the file cannot be read, or what was seen speaks against it. What is
 * contradicted is not believed: so this is told, lest the owner rely on it.
 */
export const setupDeclarationWrong = condition({
  id: 'setup-declaration-wrong',
  topic: 'configuration',
  severity: 'medium',
  needs: { declared: declaredSetup },
  optional: {
    own: ownAddresses,
    exchangers: ownExchangers,
    troubles: deliveryTroubles,
    unlisted: unlistedSenders,
  },
  detect: ({ declared, own, exchangers, troubles, unlisted }) => {
    if (declared.status === 'absent') return notApplicable('nothing is declared')
    const { errors } = declared.value
    const [first] = errors
    if (first !== undefined)
      return contradiction(declared.value, first.field.split('.'), {
        what: `${first.field || 'the file'}: ${first.message}`,
        whatZh: `${first.field || '文件'}：${first.message}`,
        evidence: declared.evidence,
      })
    const mine = own.status === 'known' ? own.value : []
    const quoted = troubles.status === 'known' ? quotedAddresses(troubles.value) : []
    const found = [
      ...translated(declared.value, mine, quoted),
      ...gatewaysAside(declared.value, exchangers.status === 'known' ? exchangers.value : undefined),
      ...sentDirectly(declared.value, mine, quoted),
      ...(unlisted.status === 'known' ? unlisted.value : []).map(({ sender, path }) =>
        contradiction(declared.value, path, {
          what: `${sender} is declared to send as the own domains; the SPF record of none of them allows it`,
          whatZh: `声明 ${sender} 以自有域名发信，但没有一个域名的 SPF 记录允许它`,
        }),
      ),
    ]
    return found.length > 0 ? found : fine(declared.evidence)
  },
  texts: {
    en: {
      title: 'The declared own set-up is not as it is: {what}',
      because:
        'The file declares what cannot be seen from this host, and {what}. What is contradicted is not believed; ' +
        'a file that cannot be understood declares nothing.',
      allClear: 'nothing that was seen speaks against the declared set-up',
    },
    zh: {
      title: '声明的自有环境与实际不符：{whatZh}',
      because:
        '该文件声明了本机无法看到的情况，但：{whatZh}。与观察相矛盾的声明不予采信；无法理解的文件视为没有声明。',
      allClear: '没有观察与声明的自有环境相矛盾',
    },
  },
  fix: [
    {
      do: {
        en: 'Look at what is declared, and set it right',
        zh: '查看声明并更正',
      },
      command: 'mailmedic own-setup',
      risk: 'none',
    },
  ],
  verify: ['mailmedic own-setup', 'mailmedic check --only setup-declaration-wrong'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208'],
})

interface Words {
  readonly what: string
  readonly whatZh: string
  readonly evidence?: ProblemVerdict['evidence']
}

function contradiction(declared: DeclaredSetup, path: readonly string[], { what, whatZh, evidence }: Words) {
  const here = declared.evidence(...path)
  return problem({
    subject: path.join('.') || 'own-setup.json',
    confidence: 'certain',
    evidence: evidence ?? [here],
    values: { what, whatZh },
    marks: ['file:/etc/mailmedic/own-setup.json'],
  })
}

/** A translator is declared, but receivers name another address. */
function translated(declared: DeclaredSetup, mine: readonly string[], quoted: readonly string[]) {
  const { publicAddresses } = declared.setup
  if (publicAddresses.length === 0 || quoted.length === 0) return []
  const known = [...publicAddresses, ...mine]
  const others = quoted.filter((one) => !known.some((address) => sameAddress(one, address)))
  if (others.length < quoted.length) return []
  const [other = ''] = others
  return [
    contradiction(declared, ['publicAddresses'], {
      what: `receivers see ${other}, which is not among the declared addresses (${publicAddresses.join(', ')})`,
      whatZh: `收件方看到的是 ${other}，不在声明的地址（${publicAddresses.join(', ')}）之中`,
    }),
  ]
}

/** A gateway is declared, and no domain's MX leads to any of them. */
function gatewaysAside(
  declared: DeclaredSetup,
  exchangers:
    | readonly {
        readonly host: string
        readonly addresses: { readonly status: string; readonly value?: readonly string[] }
      }[]
    | undefined,
) {
  const { gateways } = declared.setup
  if (gateways.length === 0 || exchangers === undefined || exchangers.length === 0) return []
  const unseen = exchangers.some(({ addresses }) => addresses.status === 'unknown')
  const leads = exchangers.some(({ host, addresses }) =>
    [undefined, ...(addresses.value ?? [])].some((address) =>
      isDeclaredHost({ host, ...(address === undefined ? {} : { address }) }, gateways),
    ),
  )
  if (leads || unseen) return []
  const hosts = exchangers
    .map(({ host }) => host)
    .slice(0, 3)
    .join(', ')
  return [
    contradiction(declared, ['gateways'], {
      what: `no MX of the own domains leads to a declared gateway; they lead to ${hosts}`,
      whatZh: `自有域名的 MX 都不指向声明的网关，而是指向 ${hosts}`,
    }),
  ]
}

/** All mail is declared to leave through another host, and receivers name an address of this one. */
function sentDirectly(declared: DeclaredSetup, mine: readonly string[], quoted: readonly string[]) {
  const { smarthost, publicAddresses } = declared.setup
  const known = [...mine, ...publicAddresses].filter(isPublicAddress)
  const here = quoted.find((one) => known.some((address) => sameAddress(one, address)))
  if (smarthost === undefined || here === undefined) return []
  return [
    contradiction(declared, ['smarthost', 'host'], {
      what: `receivers see ${here}, this host itself, and not the declared smarthost ${smarthost.host}`,
      whatZh: `收件方看到的是本机的 ${here}，而不是声明的智能主机 ${smarthost.host}`,
    }),
  ]
}
