import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-unrouteable-address',
  server: 'exim',
  story: 'An admin chose "local delivery only" when the package asked.',
  expects: [{ condition: 'exim-unrouteable-address' }],
  async change(lab) {
    await lab.a.must(`
      sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='local'/" /etc/exim4/update-exim4.conf.conf
      update-exim4.conf && systemctl reload exim4`)
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /Mailing to remote domains not supported/ }],
}

export default fault
