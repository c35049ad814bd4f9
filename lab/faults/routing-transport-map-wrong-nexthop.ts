import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'routing-transport-map-wrong-nexthop',
  story: 'The host in a line of the transport table is misspelt.',
  expects: [{ condition: 'routing-transport-map-wrong-nexthop', subject: 'mx1.exampel-b.test' }],
  async change(lab) {
    await lab.a.must(
      `echo 'example-b.test smtp:[mx1.exampel-b.test]' > /etc/postfix/transport; postmap hash:/etc/postfix/transport; postconf -e transport_maps=hash:/etc/postfix/transport; postfix reload`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /Name service error for name=mx1\.exampel-b\.test/ }],
}

export default fault
