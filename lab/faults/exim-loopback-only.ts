import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-loopback-only',
  server: 'exim',
  story: 'dpkg-reconfigure was answered with the proposed listener: the loopback alone.',
  expects: [{ condition: 'routing-inet-interfaces-loopback', subject: 'local_interfaces' }],
  async change(lab) {
    await lab.a.must(
      `sed -i "s/^dc_local_interfaces=.*/dc_local_interfaces='127.0.0.1 ; ::1'/" /etc/exim4/update-exim4.conf.conf; update-exim4.conf && systemctl restart exim4`,
    )
  },
  symptoms: [{ where: 'a$ ss -Hltn sport = :25', matches: /127\.0\.0\.1:25/ }],
}

export default fault
