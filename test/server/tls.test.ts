import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { listen } from '../../src/server/listen.ts'
import { followTlsFiles, readTlsFiles } from '../../src/server/tls-files.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import { watchedHost } from '../watch/watched-host.ts'
import { makeCertificate } from './make-certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-tls-'))
const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }

function place(name: string): void {
  const made = makeCertificate(folder, name)
  copyFileSync(made.cert, files.cert)
  copyFileSync(made.key, files.key)
}

function nameShown(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN))
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

describe('TLS with this host’s certificate', () => {
  test('a renewed pair is taken without a restart, a broken one is not', async () => {
    place('first.example.org')
    const host = watchedHost()
    const server = await listen(
      { host: '127.0.0.1', port: 0 },
      new WatchStatus(host.store, '1'),
      host.clock,
      undefined,
      readTlsFiles(files),
    )
    if (!(server instanceof Server)) throw new Error('it speaks no TLS')
    const warnings: string[] = []
    const end = followTlsFiles(server, files, (text) => warnings.push(text), 20)
    const { port } = server.address() as AddressInfo
    expect(await nameShown(port)).toBe('first.example.org')
    place('second.example.org')
    await expect.poll(() => nameShown(port)).toBe('second.example.org')
    writeFileSync(files.cert, 'half-written')
    await expect.poll(() => warnings.length).toBe(1)
    expect(await nameShown(port)).toBe('second.example.org')
    end()
    server.close()
    host.store.close()
  })

  test('a key that is another’s is refused at the start', () => {
    place('third.example.org')
    const other = makeCertificate(folder, 'other.example.org')
    expect(() => readTlsFiles({ ...files, key: other.key })).toThrow(/key values mismatch/)
  })
})
