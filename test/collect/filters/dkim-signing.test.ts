import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { dkimSigning } from '../../../src/collect/filters/dkim-signing.ts'
import { type WrittenWorld, worldOf } from '../written-world.ts'

async function keys(written: WrittenWorld): Promise<readonly string[] | string> {
  const answer = await new Collector(worldOf(written)).get(dkimSigning)
  if (answer.status !== 'known') return answer.status
  return answer.value.map(({ domain, selector, keyPath }) => `${selector}._domainkey.${domain} ${keyPath}`)
}

const local = '/etc/rspamd/local.d/dkim_signing.conf'

describe('DKIM signing', () => {
  test.each<[string, WrittenWorld, readonly string[] | string]>([
    ['nothing signs', {}, 'absent'],
    ['Rspamd with defaults and no key', { files: { '/etc/rspamd/rspamd.conf': '' } }, 'absent'],
    [
      'Rspamd, a domain with its own key',
      {
        files: {
          [local]:
            'use_esld = false;\ndomain {\n  example.org { # ours\n    path = "/k/a.key";\n    selector = "s1";\n  }\n}\n',
        },
      },
      ['s1._domainkey.example.org /k/a.key'],
    ],
    [
      'Rspamd, two selectors',
      {
        files: {
          [local]:
            'domain { Example.org { selectors [ { path: "/k/r", selector: "r" }, { path: "/k/e", selector: "e" } ] } }',
        },
      },
      ['r._domainkey.example.org /k/r', 'e._domainkey.example.org /k/e'],
    ],
    [
      'Rspamd finds keys by their names',
      { files: { [local]: 'selector = "mail";', '/var/lib/rspamd/dkim/example.org.mail.key': '' } },
      ['mail._domainkey.example.org /var/lib/rspamd/dkim/example.org.mail.key'],
    ],
    [
      'Rspamd does not sign',
      { files: { [local]: 'enabled = false;', '/var/lib/rspamd/dkim/a.org.dkim.key': '' } },
      'absent',
    ],
    [
      'OpenDKIM, one key',
      {
        files: {
          '/etc/opendkim.conf':
            'Mode sv\nDomain example.org\nSelector 2026\nKeyFile /etc/dkim/2026.private\n',
        },
      },
      ['2026._domainkey.example.org /etc/dkim/2026.private'],
    ],
    [
      'OpenDKIM, a table',
      {
        files: {
          '/etc/opendkim.conf': '# tables\nKeyTable  refile:/etc/opendkim/key.table\n',
          '/etc/opendkim/key.table':
            '# name key\nd1 example.org:default:/etc/opendkim/keys/default.private\n',
        },
      },
      ['default._domainkey.example.org /etc/opendkim/keys/default.private'],
    ],
    [
      'OpenDKIM only verifies',
      { files: { '/etc/opendkim.conf': 'Mode v\nDomain a.org\nSelector s\nKeyFile /k\n' } },
      'absent',
    ],
    ['may not be read', { files: { [local]: 'x' }, forbidden: ['/etc/rspamd/local.d'] }, 'unknown'],
  ])('%s', async (_, written, expected) => expect(await keys(written)).toEqual(expected))
})
