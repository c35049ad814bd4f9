import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupName, parseAccounts, userName } from '../../../src/collect/system/accounts.ts'
import { fileSystemOf, parseDiskRows } from '../../../src/collect/system/file-systems.ts'
import { parseSocketTable } from '../../../src/collect/system/listening-sockets.ts'
import { parsePackageList, parseStatusFile } from '../../../src/collect/system/packages.ts'
import { parseUnits } from '../../../src/collect/system/units.ts'

const at = '2026-11-24T03:00:00Z'

describe('parseUnits', () => {
  const output = `postfix.service                      loaded    active   exited  Postfix Mail Transport Agent
postfix@-.service                    loaded    active   running Postfix Mail Transport Agent (instance -)
rspamd.service                       loaded    failed   failed  rapid spam filtering system
auditd.service                       not-found inactive dead    auditd.service
`
  const enabled = new Map([
    ['postfix.service', 'enabled'],
    ['postfix@.service', 'disabled'],
  ])

  test('Debian 12: the dummy unit and its instance', () => {
    expect(
      parseUnits(output, enabled, at).map((one) => [one.name, one.activeState, one.subState, one.enabled]),
    ).toEqual([
      ['postfix.service', 'active', 'exited', 'enabled'],
      ['postfix@-.service', 'active', 'running', 'disabled'],
      ['rspamd.service', 'failed', 'failed', undefined],
      ['auditd.service', 'inactive', 'dead', undefined],
    ])
  })
})

describe('parseSocketTable', () => {
  const four = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0035 00000000:0000 0A 00000000:00000000 00:00000000 00000000   113        0 649652 1 00000000acf0a716 100 0 0 10 5
   1: 00000000:0019 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 656304 1 0000000011b2e35c 100 0 0 10 0
   2: 0A0200C0:0019 C63364C6:C350 01 00000000:00000000 00:00000000 00000000     0        0 656999 1 0000000011b2e35c 100 0 0 10 0
`
  const six = `  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:0019 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 656305 1
   1: B80D0120000000000000000010000000:03E1 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 656306 1
`

  test('listening sockets only, IPv4', () => {
    const found = parseSocketTable(four, { path: '/proc/net/tcp', family: 4 }, at)
    expect(found.map(({ address, port, uid }) => [address, port, uid])).toEqual([
      ['127.0.0.1', 53, 113],
      ['0.0.0.0', 25, 0],
    ])
  })

  test('IPv6 in its short form', () => {
    const found = parseSocketTable(six, { path: '/proc/net/tcp6', family: 6 }, at)
    expect(found.map(({ address, port }) => [address, port])).toEqual([
      ['::', 25],
      ['2001:db8::10', 993],
    ])
  })
})

describe('packages', () => {
  test('dpkg-query: installed ones, not those that were removed', () => {
    const output = 'postfix\t3.7.11-0+deb12u1\tii \nexim4-base\t4.96-15\trc \n'
    expect([...parsePackageList(output)]).toEqual([['postfix', '3.7.11-0+deb12u1']])
  })

  test('the status file', () => {
    const text = `Package: postfix
Status: install ok installed
Version: 3.7.11-0+deb12u1
Description: High-performance mail transport agent
 Version: of the text

Package: exim4-base
Status: deinstall ok config-files
Version: 4.96-15
`
    expect([...parseStatusFile(text)]).toEqual([['postfix', '3.7.11-0+deb12u1']])
  })
})

describe('accounts', () => {
  const found = parseAccounts(
    'root:x:0:0:root:/root:/bin/bash\nvmail:x:5000:5000::/var/vmail:/usr/sbin/nologin\n',
    'root:x:0:\nmail:x:8:dovecot,postfix\nvmail:x:5000:\n',
  )

  test('by number', () => {
    expect(userName(found, 5000)).toBe('vmail')
    expect(groupName(found, 8)).toBe('mail')
    expect(userName(found, 4711)).toBe('4711')
    expect(found.groups[1]?.members).toEqual(['dovecot', 'postfix'])
  })
})

describe('file systems', () => {
  const rows = parseDiskRows(`Filesystem Type 1-blocks Used Available Capacity Mounted on
/dev/vda1 ext4 8589934592 1 7000000000 10% /
tmpfs tmpfs 67108864 1 40000000 1% /var/spool/postfix
/dev/vdb1 btrfs 1000 1 - 1% /mnt/back up
`)

  test('mount points may hold blanks, counts may be missing', () => {
    expect(rows.map(({ mountPoint, available }) => [mountPoint, available])).toEqual([
      ['/', 7000000000],
      ['/var/spool/postfix', 40000000],
      ['/mnt/back up', 0],
    ])
  })

  test('which one holds a path', () => {
    const all = rows.map(({ device, type, mountPoint }) => ({
      device,
      type,
      mountPoint,
      sizeBytes: 1,
      availableBytes: 1,
      inodes: 1,
      availableInodes: 1,
      evidence: [],
    }))
    expect(fileSystemOf('/var/spool/postfix/active', all)?.mountPoint).toBe('/var/spool/postfix')
    expect(fileSystemOf('/var/spool/postfix2', all)?.mountPoint).toBe('/')
  })
})

test('no parser throws, whatever it reads', () => {
  const line = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const text = lines.join('\n')
      parseUnits(text, new Map(), at)
      parseSocketTable(text, { path: '/proc/net/tcp', family: 4 }, at)
      parseSocketTable(text, { path: '/proc/net/tcp6', family: 6 }, at)
      parsePackageList(text)
      parseStatusFile(text)
      parseAccounts(text, text)
      parseDiskRows(text)
    }),
    { numRuns: 60 },
  )
})
