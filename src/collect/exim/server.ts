import type { World } from '../../access/world.ts'
import type { MailServer, ServedPort, ServedSmarthost } from '../mail/mail-server.ts'
import type { CertificatePaths } from '../tls/certificate-paths.ts'
import type { EximConfiguration } from './configuration.ts'
import { eximDomains } from './domains.ts'
import { eximListItems } from './option-lists.ts'
import type { EximDriver } from './printed-options.ts'
import { smarthostOfRoute } from './routes.ts'
import { eximSigning } from './signing.ts'

const portNames: Readonly<Record<string, number>> = {
  smtp: 25,
  smtps: 465,
  submissions: 465,
  submission: 587,
}

/** Exim's configuration in the words that all mail servers share. */
export async function eximServer(world: World, exim: EximConfiguration): Promise<MailServer> {
  const hostName = exim.value('primary_hostname')?.toLowerCase()
  const { domains, complete } = await eximDomains(world, exim)
  const own = [...new Set(domains.filter((one) => one.class === 'local').map(({ domain }) => domain))]
  return {
    program: 'Exim',
    hostName,
    heloName: heloName(exim, hostName),
    heloEvidence: exim.evidence('primary_hostname'),
    domains,
    allDomainsListed: complete,
    ports: ports(exim),
    certificates: certificates(exim),
    signing: await eximSigning(world, exim, own),
    smarthost: smarthost(exim),
    evidence: exim.evidence('local_domains'),
  }
}

/** Transports that speak SMTP to other servers; the one that mail goes out by first. */
function outgoing(exim: EximConfiguration): EximDriver[] {
  const routed = exim.routers
    .filter(({ options }) => ['dnslookup', 'manualroute'].includes(options.get('driver') ?? ''))
    .map(({ options }) => options.get('transport'))
  return exim.transports
    .filter(({ options }) => options.get('driver') === 'smtp' && options.get('protocol') !== 'lmtp')
    .sort((a, b) => Number(routed.includes(b.name)) - Number(routed.includes(a.name)))
}

/** `helo_data`, default `$primary_hostname`; expansions that depend on the message are not told. */
function heloName(exim: EximConfiguration, hostName: string | undefined): string | undefined {
  const text = outgoing(exim)[0]?.options.get('helo_data') ?? '$primary_hostname'
  if (/^\$\{?(?:primary_hostname|smtp_active_hostname)\}?$/.test(text)) return hostName
  return /^[a-z0-9.-]+$/i.test(text) ? text.toLowerCase() : undefined
}

function ports(exim: EximConfiguration): ServedPort[] {
  const numbers = eximListItems(exim.value('daemon_smtp_ports') ?? 'smtp')
  const implicit = eximListItems(exim.value('tls_on_connect_ports') ?? '').map(portNumber)
  const advertises = (exim.value('tls_advertise_hosts') ?? '') !== ''
  const addresses = interfaces(exim.value('local_interfaces') ?? '')
  return numbers.flatMap((text) => {
    const port = portNumber(text)
    if (port === undefined) return []
    const wrapped = implicit.includes(port)
    return [
      {
        port,
        addresses,
        tls: wrapped ? 'implicit' : 'starttls',
        offersTls: wrapped || advertises,
        evidence: exim.evidence('daemon_smtp_ports', 'local_interfaces'),
      },
    ]
  })
}

function portNumber(text: string): number | undefined {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  return portNames[text]
}

/** `local_interfaces`: addresses, possibly with a port behind a dot; `0.0.0.0` and `::0` are all. */
function interfaces(value: string): string[] {
  const items = eximListItems(value).map((item) => /^\[([^\]]+)\]/.exec(item)?.[1] ?? item)
  const everywhere = items.some((item) => ['0.0.0.0', '::0', '::'].includes(item))
  const addresses = items.map((item) => /^(\d+\.\d+\.\d+\.\d+)\.\d+$/.exec(item)?.[1] ?? item)
  return everywhere ? [] : addresses.filter((item) => /^[0-9.]+$|:/.test(item))
}

function certificates(exim: EximConfiguration): CertificatePaths[] {
  const certificatePath = exim.value('tls_certificate') ?? ''
  if (!isPath(certificatePath)) return []
  const key = exim.value('tls_privatekey') ?? ''
  if (key !== '' && !isPath(key)) return []
  const evidence = exim.evidence('tls_certificate', 'tls_privatekey')
  return [{ program: 'Exim', certificatePath, keyPath: key || certificatePath, forNames: [], evidence }]
}

/** An expansion (`${if exists …}`, per SNI) names no single file. */
function isPath(value: string): boolean {
  return /^\/[^\s${}:]+$/.test(value)
}

/** Debian's `smarthost` router and its like: every domain that is not here, to one host. */
function smarthost(exim: EximConfiguration): ServedSmarthost | undefined {
  for (const { name, options } of exim.routers) {
    if (options.get('driver') !== 'manualroute') continue
    const route = smarthostOfRoute(options.get('route_list') ?? '')
    if (route === undefined) continue
    const transport = exim.transports.find((one) => one.name === options.get('transport'))
    const port = Number(route.port ?? portNumber(transport?.options.get('port') ?? 'smtp') ?? 25)
    const text = `${name}: route_list = ${options.get('route_list') ?? ''}`
    return {
      host: route.host,
      port,
      evidence: exim.evidence('configure_file').map((one) => ({ ...one, where: 'exim -bP routers', text })),
    }
  }
  return undefined
}
