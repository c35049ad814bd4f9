import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-smarthost-passwd-client-key',
  server: 'exim',
  story: 'The credentials for the smarthost stand under a name that its address does not have.',
  expects: [{ condition: 'exim-smarthost-passwd-client-key' }],
  async change(lab) {
    await lab.a.write(
      '/etc/exim4/passwd.client',
      'smtp.example-c.test:relay@example-c.test:relays secret 5\n',
      '0640',
    )
    await lab.a.must(`
      chown root:Debian-exim /etc/exim4/passwd.client
      sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='smarthost'/; s/^dc_smarthost=.*/dc_smarthost='mail.example-c.test::587'/" /etc/exim4/update-exim4.conf.conf
      update-exim4.conf && systemctl reload exim4`)
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /530|554|Relay access denied|authentication/i }],
}

export default fault
