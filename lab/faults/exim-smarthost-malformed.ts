import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-smarthost-malformed',
  server: 'exim',
  story: 'The port of the smarthost was written behind one colon, as everywhere else.',
  expects: [{ condition: 'exim-smarthost-malformed', subject: 'mail.example-c.test:587' }],
  async change(lab) {
    await lab.a.must(`
      sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='smarthost'/; s/^dc_smarthost=.*/dc_smarthost='mail.example-c.test:587'/" /etc/exim4/update-exim4.conf.conf
      update-exim4.conf && systemctl reload exim4`)
  },
  symptoms: [{ where: 'a$ exim -bP routers', matches: /mail\.example-c\.test:587 byname/ }],
}

export default fault
