import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'opensmtpd-listens-loopback-only',
  server: 'opensmtpd',
  debian: 13,
  story: 'The configuration that the package ships was put back: it listens for this machine only.',
  expects: [{ condition: 'opensmtpd-listens-loopback-only' }],
  async change(lab) {
    await lab.a.must(
      `sed -i '/^listen on ::/d; s/^listen on 0.0.0.0/listen on localhost/' /etc/smtpd.conf; systemctl restart opensmtpd`,
    )
  },
  symptoms: [{ where: 'a$ ss -Hltn sport = :25', matches: /127\.0\.0\.1:25/ }],
}

export default fault
