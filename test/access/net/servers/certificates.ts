import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Credentials {
  readonly key: string
  readonly cert: string
}

/** A certification authority with an intermediate, and what broken servers serve, made by openssl(1). */
export interface TestCertificates {
  readonly trusted: string
  /** Leaf and intermediate, as it should be. */
  readonly good: Credentials
  readonly withoutIntermediate: Credentials
  readonly expired: Credentials
  /** RSA of 1024 bits. */
  readonly weak: Credentials
  readonly selfSigned: Credentials
}

const leafExtension = 'subjectAltName=DNS:mail.test,DNS:*.shop.test,IP:127.0.0.1\n'

export function makeCertificates(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-certificates-'))
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  writeFileSync(join(folder, 'ca.ext'), 'basicConstraints=critical,CA:TRUE\n')
  writeFileSync(join(folder, 'leaf.ext'), leafExtension)
  const request = (name: string, subject: string, key: readonly string[]) =>
    openssl(
      'req',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      subject,
    )
  const sign = (name: string, issuer: string, extension: string, days = '20') => {
    const by = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-days', days]
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by, '-extfile', extension)
  }
  const ec = ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const selfSign = (name: string, subject: string) =>
    openssl(
      'req',
      '-x509',
      '-newkey',
      ...ec,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      subject,
    )
  selfSign('root', '/CN=Test Root')
  selfSign('self', '/CN=self.test')
  request('middle', '/O=Test/CN=Test Intermediate', ec)
  sign('middle', 'root', 'ca.ext')
  for (const name of ['good', 'expired']) request(name, '/CN=mail.test', ec)
  request('weak', '/CN=mail.test', ['rsa:1024'])
  sign('good', 'middle', 'leaf.ext')
  sign('weak', 'middle', 'leaf.ext')
  sign('expired', 'middle', 'leaf.ext', '-1')
  const served = (name: string, ...more: string[]) => ({
    key: read(`${name}.key`),
    cert: [name, ...more].map((part) => read(`${part}.pem`)).join(''),
  })
  const made = {
    trusted: read('root.pem'),
    good: served('good', 'middle'),
    withoutIntermediate: served('good'),
    expired: served('expired', 'middle'),
    weak: served('weak', 'middle'),
    selfSigned: served('self'),
  }
  rmSync(folder, { recursive: true })
  return made
}
