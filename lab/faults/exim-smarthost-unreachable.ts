import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-smarthost-unreachable',
  server: 'exim',
  story: 'All mail goes to a smarthost that listens on another port than the one given.',
  expects: [{ condition: 'routing-smarthost-unreachable', subject: 'mail.example-c.test' }],
  async change(lab) {
    await lab.a.must(
      `sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='smarthost'/; s/^dc_smarthost=.*/dc_smarthost='mail.example-c.test::2525'/" /etc/exim4/update-exim4.conf.conf; update-exim4.conf && systemctl reload exim4`,
    )
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /mail\.example-c\.test.*Connection refused/ }],
}

export default fault
