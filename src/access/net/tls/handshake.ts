import type { X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect, type SecureContext, type TLSSocket } from 'node:tls'
import { errorCode } from '../connect.ts'
import type { CertificateSeen, TlsSeen } from '../net.ts'
import { describeCertificate } from './certificate.ts'

const longestChain = 20

/** Sockets whose server sent an OCSP answer along. */
const stapled = new WeakSet<TLSSocket>()

/**
 * Starts TLS on a connected socket. `serverName` goes out as SNI, unless it is an address. Never
 * fails because of a certificate: `describeTls` says what was wrong with it. Rejects with OpenSSL's
 * or the system's error; the caller bounds the time by destroying `socket`.
 */
export function startTls(
  socket: Socket,
  serverName: string | undefined,
  context: SecureContext,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const servername = serverName === undefined || isIP(serverName) !== 0 ? {} : { servername: serverName }
    const secure = connect({
      socket,
      secureContext: context,
      rejectUnauthorized: false,
      // Names are checked apart, so that a wrong name does not hide what the chain is worth.
      checkServerIdentity: () => undefined,
      requestOCSP: true,
      ...servername,
    })
    secure.once('OCSPResponse', (response: Buffer | null) => {
      if (response !== null && response.length > 0) stapled.add(secure)
    })
    const fail = (error: Error) => reject(error)
    secure.once('error', fail)
    secure.once('close', () => fail(new Error('the connection was closed during the TLS handshake')))
    secure.once('secureConnect', () => {
      secure.off('error', fail)
      resolve(secure)
    })
  })
}

/** What the handshake showed. `name`: what the certificate should be valid for, a host name or address. */
export function describeTls(socket: TLSSocket, name: string | undefined): TlsSeen {
  const leaf = socket.getPeerX509Certificate()
  const verifyError = socket.authorized ? undefined : verifyErrorOf(socket)
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    chain: leaf === undefined ? [] : sentChain(leaf),
    verified: socket.authorized,
    ...(verifyError === undefined ? {} : { verifyError }),
    nameMatches: leaf !== undefined && name !== undefined && namesMatch(name, leaf),
    ...(stapled.has(socket) ? { stapled: true } : {}),
  }
}

/**
 * The certificates as sent: here `issuerCertificate` is simply the next one in the server's message
 * (SSL_get_peer_cert_chain(3)); getPeerCertificate(true) would add issuers from the trust store.
 */
function sentChain(leaf: X509Certificate): readonly CertificateSeen[] {
  const chain: CertificateSeen[] = []
  let next: X509Certificate | undefined = leaf
  while (next !== undefined && chain.length < longestChain) {
    chain.push(describeCertificate(next))
    next = next.issuerCertificate
  }
  return chain
}

function namesMatch(name: string, leaf: X509Certificate): boolean {
  try {
    return checkServerIdentity(name, leaf.toLegacyObject()) === undefined
  } catch {
    return false
  }
}

/** Node gives the code of X509_verify_cert(3) as a string; its type declares an Error. */
function verifyErrorOf(socket: TLSSocket): string {
  const error: unknown = socket.authorizationError
  return error instanceof Error ? errorCode(error) || error.message : String(error ?? 'UNKNOWN')
}

/** OpenSSL's reason without its file names: `ERR_SSL_WRONG_VERSION_NUMBER: wrong version number`. */
export function tlsErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message
  const code = errorCode(error)
  return code === '' ? reason : `${code}: ${reason}`
}
