import { appendFileSync, writeFileSync } from 'node:fs'
import { must } from '../system/command.ts'
import type { Authority } from '../world/certificates.ts'

/** Puts the lab's root certificate where `update-ca-certificates` would put it. */
export async function trustAuthority(root: string, authority: Authority): Promise<void> {
  const pem = authority.rootPem
  const hash = (await must(['openssl', 'x509', '-hash', '-noout'], { input: pem })).trim()
  const places = [
    'usr/local/share/ca-certificates/lab-root-ca.crt',
    'etc/ssl/certs/lab-root-ca.pem',
    `etc/ssl/certs/${hash}.0`,
  ]
  await must(['mkdir', '-p', `${root}/usr/local/share/ca-certificates`])
  for (const place of places) writeFileSync(`${root}/${place}`, pem)
  appendFileSync(`${root}/etc/ssl/certs/ca-certificates.crt`, pem)
}
