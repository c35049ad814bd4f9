import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Lab } from './lab.ts'
import { publishingScript, signingScript, zoneFile } from './setup/name-server.ts'
import { type Output, run } from './system/command.ts'
import { RESOLVER, WEB_ADDRESS } from './world/addresses.ts'

const systemBundle = '/etc/ssl/certs/ca-certificates.crt'

/** A command on the users' machine, which trusts the lab's authority besides those of this system. */
export function outsideCommand(lab: Lab, argv: readonly string[]): readonly string[] {
  const bundle = `${lab.folder}/trusted.pem`
  writeFileSync(bundle, readFileSync(systemBundle, 'utf8') + lab.authority.rootPem)
  // `ip netns exec` has a mount namespace of its own: nothing is left behind.
  const script = `mount --bind ${bundle} ${systemBundle} && exec "$@"`
  return ['ip', 'netns', 'exec', lab.network.namespace('client'), 'bash', '-c', script, '-', ...argv]
}

/** `mailmedic probe` as a stranger runs it, with the validating resolver of the lab. */
export async function probe(lab: Lab, ...args: readonly string[]): Promise<Output> {
  const anchor = await rootDigest(lab)
  const given = ['--resolver', RESOLVER, '--trust-anchor', anchor, ...args]
  return run([...outsideCommand(lab, [process.execPath, 'bin/mailmedic.js', 'probe', ...given])])
}

/** Another program on the users' machine, which asks the lab's validating resolver. */
export async function rival(lab: Lab, ...argv: readonly string[]): Promise<Output> {
  const resolv = `${lab.folder}/resolv.conf`
  writeFileSync(resolv, `nameserver ${RESOLVER}\n`)
  const script = `mount --bind ${resolv} /etc/resolv.conf && exec "$@"`
  const namespace = lab.network.namespace('client')
  return run(['ip', 'netns', 'exec', namespace, 'bash', '-c', script, '-', ...argv])
}

/** The DS record of the lab's root key: `tag algorithm type hex`. */
export async function rootDigest(lab: Lab): Promise<string> {
  const record = await lab.host('dns').must('ldns-key2ds -n -2 /etc/nsd/keys/root.key')
  const [, digest = ''] = record.trim().split(/\sDS\s+/)
  return digest.replace(/\s+/g, ' ').trim()
}

/** Serves one page for each host name over HTTPS at the web address, until it is disposed of. */
export async function startWebServer(
  lab: Lab,
  pages: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  const { keyPem, chainPem } = await lab.authority.issue({ names: Object.keys(pages) })
  const script = `
    const { key, cert, pages, address } = JSON.parse(process.env.WEB)
    require('node:https').createServer({ key, cert }, (request, response) => {
      const body = pages[request.headers.host]
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/plain' }).end(body)
    }).listen(443, address, () => console.log('ready'))`
  const settings = JSON.stringify({ key: keyPem, cert: chainPem, pages, address: WEB_ADDRESS })
  const [program = '', ...args] = outsideCommand(lab, [process.execPath, '-e', script])
  const child = spawn(program, args, {
    env: { ...process.env, WEB: settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    async [Symbol.asyncDispose]() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** Signs a zone as a signer whose clock stands in another year, and publishes it. */
export async function signInAnotherYear(lab: Lab, zone: string, year: number): Promise<void> {
  const script = signingScript(lab.healthyZones, [zone]).replace(
    /ldns-signzone -e \d+/g,
    `ldns-signzone -i ${year}0101 -e ${year}1201`,
  )
  await lab.change('dns').must([script, publishingScript(zone)].join('\n'))
  await lab.flushResolvers()
}

/** Changes the signed zone file by a sed script, so that its signatures or denials no longer fit. */
export async function changeAfterSigning(lab: Lab, zone: string, script: string): Promise<void> {
  const file = `/etc/nsd/lab/${zoneFile(zone)}.zone`
  const load = `nsd-control -c /etc/nsd/nsd.conf reload '${zone}' && sleep 1`
  await lab.change('dns').must(`sed -i '${script}' ${file} && ${load}`)
  await lab.flushResolvers()
}

/** Signs a zone with hashed denials (NSEC3, RFC 5155). */
export async function signWithHashedDenial(lab: Lab, zone: string): Promise<void> {
  const script = signingScript(lab.healthyZones, [zone]).replace(/ldns-signzone /g, '$&-n -t 5 -s aabb ')
  await lab.change('dns').must([script, publishingScript(zone)].join('\n'))
  await lab.flushResolvers()
}

/** The zone gets a new key; the zone above still names the old one. */
export async function replaceZoneKey(lab: Lab, zone: string): Promise<void> {
  const file = zone.replace(/\.$/, '')
  const make = `cd /etc/nsd/keys && mv "$(ldns-keygen -a ECDSAP256SHA256 -k ${zone}).key" ${file}.key && mv K*.private ${file}.private && rm -f K*.ds`
  const sign = signingScript(lab.healthyZones, [zone])
  await lab.change('dns').must([make, sign, publishingScript(zone)].join('\n'))
  await lab.flushResolvers()
}
