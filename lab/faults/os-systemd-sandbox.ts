import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'os-systemd-sandbox',
  story: 'A drop-in hardens Dovecot: /var is read-only for it.',
  expects: [{ condition: 'os-systemd-sandbox', subject: 'dovecot' }],
  async change(lab) {
    await lab.a.shell(
      `mkdir -p /etc/systemd/system/dovecot.service.d; printf '[Service]\\nReadOnlyPaths=/var\\n' > /etc/systemd/system/dovecot.service.d/override.conf; systemctl daemon-reload; systemctl restart dovecot`,
    )
  },
  symptoms: [{ where: 'a$ journalctl -u dovecot --no-pager', matches: /Read-only file system/ }],
}

export default fault
