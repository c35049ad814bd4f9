import type { Layers } from '../hosts/layers.ts'
import { places } from '../world/addresses.ts'
import type { Zones } from '../world/zones.ts'
import { SIGNED_ZONES, zoneText } from '../world/zones.ts'
import { inRoot, writeFiles } from './files.ts'
import { UNBOUND_FINISH, unboundFiles } from './resolver.ts'

const ZONE_FOLDER = '/etc/nsd/lab'
const KEY_FOLDER = '/etc/nsd/keys'
const SIGNATURE_LIFE_DAYS = 60

/** The file name of a zone: the root has no name of its own. */
export function zoneFile(zone: string): string {
  return zone === '.' ? 'root' : zone.replace(/\.$/, '')
}

/** Makes the keys of all signed zones in the name server's base. Returns the root's DNSKEY record. */
export async function makeZoneKeys(layers: Layers): Promise<string> {
  await layers.mountBase()
  try {
    const lines = SIGNED_ZONES.map((zone) => {
      const file = zoneFile(zone)
      return `mv "$(ldns-keygen -a ECDSAP256SHA256 -k ${zone}).key" ${file}.key; mv K*.private ${file}.private; rm -f K*.ds`
    })
    return await inRoot(
      layers.root,
      `mkdir -p ${KEY_FOLDER}; cd ${KEY_FOLDER}\n${lines.join('\n')}\ncat root.key`,
    )
  } finally {
    await layers.unmount()
  }
}

/** Configures the host `dns`: an authoritative server for everything and a validating resolver. */
export async function setUpNameServer(layers: Layers, zones: Zones, rootAnchor: string): Promise<void> {
  await layers.mountBase()
  try {
    const served = [...zones.keys()].map(
      (zone) => `zone:\n  name: "${zone}"\n  zonefile: "${zoneFile(zone)}.zone"\n`,
    )
    const { v4, v6, also } = places.dns
    writeFiles(layers.root, {
      '/etc/hostname': 'ns1\n',
      '/etc/resolv.conf': 'nameserver 127.0.0.1\n',
      '/etc/nsd/nsd.conf':
        `server:\n  ip-address: ${v4}\n  ip-address: ${v6}\n  username: nsd\n  server-count: 1\n` +
        `  zonesdir: "${ZONE_FOLDER}"\n  pidfile: "/run/nsd.pid"\n  rrl-ratelimit: 0\n` +
        `remote-control:\n  control-enable: yes\n  control-interface: /run/nsd.ctl\n${served.join('')}`,
      ...unboundFiles(also, rootAnchor),
      '/lab-start': 'nsd -c /etc/nsd/nsd.conf\nunbound\n',
    })
    await inRoot(layers.root, `${UNBOUND_FINISH}\n${signingScript(zones, [...zones.keys()])}`)
  } finally {
    await layers.unmount()
  }
}

/**
 * A shell script that writes zone files and signs those of the chain.
 * A parent holds the DS records of its children, so it is signed with them.
 */
export function signingScript(zones: Zones, which: readonly string[]): string {
  const lines = [`mkdir -p ${ZONE_FOLDER}`, `cd ${ZONE_FOLDER}`]
  for (const zone of which) {
    const file = zoneFile(zone)
    lines.push(`cat > ${file}.zone <<'END_OF_ZONE'\n${zoneText(zone, zones.get(zone) ?? [])}END_OF_ZONE`)
    if (!SIGNED_ZONES.includes(zone)) continue
    for (const child of SIGNED_ZONES.filter((other) => isChild(other, zone))) {
      lines.push(`ldns-key2ds -n -2 ${KEY_FOLDER}/${zoneFile(child)}.key >> ${file}.zone`)
    }
    lines.push(
      `ldns-signzone -e ${expiry()} -f ${file}.signed ${file}.zone ${KEY_FOLDER}/${file}`,
      `mv ${file}.signed ${file}.zone`,
    )
  }
  return lines.join('\n')
}

/** A shell script that makes NSD load a rewritten zone and waits until it serves the new serial. */
export function publishingScript(zone: string): string {
  return `
    wanted=$(awk '$4 == "SOA" { print $7; exit }' ${ZONE_FOLDER}/${zoneFile(zone)}.zone)
    nsd-control -c /etc/nsd/nsd.conf reload '${zone}' > /dev/null
    for try in $(seq 100); do
      served=$(dig +norecurse +short '${zone}' SOA @${places.dns.v4} | cut -d ' ' -f 3)
      if [ "$served" = "$wanted" ]; then break; fi
      sleep 0.05
    done`
}

function isChild(zone: string, parent: string): boolean {
  return zone !== '.' && zone.replace(/^[^.]+\./, '') === (parent === '.' ? '' : parent)
}

function expiry(): string {
  return new Date(Date.now() + SIGNATURE_LIFE_DAYS * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '')
}
