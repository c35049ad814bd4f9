import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { must } from '../system/command.ts'

const DAY_MS = 86_400_000

/** What a server certificate shall say. Days count from now; negative ones are in the past. */
export interface CertificateWish {
  readonly names: readonly string[]
  readonly fromDay?: number
  readonly toDay?: number
  readonly keyBits?: number
  /** An existing private key to certify instead of a new one. */
  readonly keyPem?: string
}

/** A certificate ready to be served. */
export interface Certificate {
  readonly keyPem: string
  readonly leafPem: string
  readonly intermediatePem: string
  /** Leaf and intermediate, in the order that a server sends them. */
  readonly chainPem: string
  /** SHA-256 of the public key: the data of a TLSA 3 1 1 record (RFC 6698 §2.1). */
  readonly tlsa: string
}

const CONFIG = (folder: string, names: readonly string[]): string => `
[ca]
default_ca = lab
[lab]
dir = ${folder}
database = ${folder}/index.txt
new_certs_dir = ${folder}
rand_serial = yes
default_md = sha256
policy = anything
unique_subject = no
email_in_dn = no
[anything]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
authorityInfoAccess = caIssuers;URI:http://pki.lab.test/issuing-1.der
subjectAltName = ${names.map((name) => `DNS:${name}`).join(', ')}
[req]
distinguished_name = dn
[dn]
`

/** The lab's own certificate authority: a root in every trust store, and the intermediate that signs servers. */
export class Authority {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  get rootPem(): string {
    return readFileSync(`${this.folder}/root.crt`, 'utf8')
  }

  get intermediatePem(): string {
    return readFileSync(`${this.folder}/intermediate.crt`, 'utf8')
  }

  /** Makes root and intermediate. */
  async create(): Promise<void> {
    mkdirSync(this.folder, { recursive: true })
    writeFileSync(`${this.folder}/index.txt`, '')
    for (const name of ['root', 'intermediate']) writeFileSync(`${this.folder}/${name}.key`, newKey(2048))
    await this.sign('root', 'Lab Root CA', 'root', 'authority', -400, 4000)
    await this.sign('intermediate', 'Lab Issuing CA 1', 'root', 'authority', -300, 2000)
  }

  /** Issues a server certificate from the intermediate. */
  async issue(wish: CertificateWish): Promise<Certificate> {
    const name = `leaf-${wish.names[0] ?? 'unnamed'}`
    const keyPem = wish.keyPem ?? newKey(wish.keyBits ?? 2048)
    writeFileSync(`${this.folder}/${name}.key`, keyPem)
    const issuer = 'intermediate'
    await this.sign(
      name,
      wish.names[0] ?? '',
      issuer,
      'server',
      wish.fromDay ?? -20,
      wish.toDay ?? 70,
      wish.names,
    )
    const leafPem = readFileSync(`${this.folder}/${name}.crt`, 'utf8')
    const spki = new X509Certificate(leafPem).publicKey.export({ type: 'spki', format: 'der' })
    const tlsa = createHash('sha256').update(spki).digest('hex')
    const { intermediatePem } = this
    return { keyPem, leafPem, intermediatePem, chainPem: leafPem + intermediatePem, tlsa }
  }

  private async sign(
    name: string,
    commonName: string,
    issuer: string,
    section: string,
    fromDay: number,
    toDay: number,
    names: readonly string[] = ['unused.test'],
  ): Promise<void> {
    const at = (file: string): string => `${this.folder}/${file}`
    writeFileSync(at(`${name}.cnf`), CONFIG(this.folder, names))
    await must([
      'openssl',
      'req',
      '-new',
      '-config',
      at(`${name}.cnf`),
      '-key',
      at(`${name}.key`),
      '-subj',
      `/CN=${commonName}`,
      '-out',
      at(`${name}.csr`),
    ])
    const self = name === issuer ? ['-selfsign'] : ['-cert', at(`${issuer}.crt`)]
    await must([
      'openssl',
      'ca',
      '-batch',
      '-notext',
      '-config',
      at(`${name}.cnf`),
      '-extensions',
      section,
      ...self,
      '-keyfile',
      at(`${issuer}.key`),
      '-in',
      at(`${name}.csr`),
      '-out',
      at(`${name}.crt`),
      '-startdate',
      asn1Time(fromDay),
      '-enddate',
      asn1Time(toDay),
    ])
  }
}

/** A new RSA private key in PKCS#8 PEM. */
export function newKey(bits: number): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}

/** The base64 of a public key as DKIM's p= wants it (RFC 6376 §3.6.1). */
export function publicKeyData(privateKeyPem: string): string {
  return createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' }).toString('base64')
}

function asn1Time(days: number): string {
  const iso = new Date(Date.now() + days * DAY_MS).toISOString()
  return `${iso.slice(0, 19).replace(/[-:T]/g, '')}Z`
}
