import type { ConfigFiles } from './files.ts'

/** Where the private DKIM key lives. */
export const DKIM_KEY = '/var/lib/rspamd/dkim/example-a.test.s1.key'

/** Rspamd as a milter that also signs. Its public services need the internet, so they are off. */
export function rspamdFiles(dkimKeyPem: string): ConfigFiles {
  return {
    '/etc/rspamd/local.d/worker-proxy.inc': `bind_socket = "127.0.0.1:11332";
milter = yes;
timeout = 60s;
upstream "local" {
  default = yes;
  self_scan = yes;
}
`,
    '/etc/rspamd/local.d/worker-normal.inc': 'enabled = false;\n',
    '/etc/rspamd/local.d/worker-controller.inc': 'bind_socket = "127.0.0.1:11334";\n',
    '/etc/rspamd/local.d/redis.conf': 'servers = "127.0.0.1:6379";\n',
    '/etc/rspamd/local.d/dkim_signing.conf': `use_esld = false;
sign_authenticated = true;
sign_local = true;
domain {
  example-a.test {
    path = "${DKIM_KEY}";
    selector = "s1";
  }
}
`,
    '/etc/rspamd/local.d/milter_headers.conf': 'use = ["authentication-results", "x-spam-status"];\n',
    '/etc/rspamd/local.d/greylist.conf': 'enabled = false;\n',
    '/etc/rspamd/local.d/fuzzy_check.conf': 'enabled = false;\n',
    [DKIM_KEY]: { text: dkimKeyPem, mode: 0o640 },
  }
}

export const RSPAMD_FINISH = `
chown -R _rspamd:_rspamd /var/lib/rspamd/dkim
chmod 0750 /var/lib/rspamd/dkim
`
