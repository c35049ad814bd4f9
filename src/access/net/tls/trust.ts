import { constants } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { isDeepStrictEqual } from 'node:util'

// Where distributions keep the bundle that OpenSSL and the mail server itself use. Node's own list
// (Mozilla's) lacks the certification authorities that an administrator added.
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
]

/** The certificates, in PEM, that this system trusts. */
export function systemTrust(): string | string[] {
  for (const path of systemBundles) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      // The next one.
    }
  }
  const found = getCACertificates('system')
  return found.length > 0 ? found : getCACertificates('default')
}

let latest: { readonly trusted: string | string[]; readonly context: SecureContext } | undefined

/**
 * What the probes speak TLS with: trusts what the system trusts, and accepts old protocols and weak
 * keys, so that they are *seen* and reported instead of ending the handshake. Reading 140 authorities takes
 * tens of milliseconds: a watch that asks again and again gets the same one while they are the same.
 */
export function probeContext(trusted: string | string[]): SecureContext {
  if (latest !== undefined && isDeepStrictEqual(latest.trusted, trusted)) return latest.context
  const options = {
    ca: trusted,
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const
  const context = createSecureContext({ ...options, secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT })
  latest = { trusted, context }
  return context
}
