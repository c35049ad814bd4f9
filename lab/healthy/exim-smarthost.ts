import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'exim-smarthost',
  server: 'exim',
  story: 'Exim sends everything through a smarthost, with a log-in.',
  async change(lab) {
    await lab.a.write('/etc/exim4/passwd.client', '*:relay@example-c.test:relays secret 5\n', '0640')
    await lab.a.must(`
      chown root:Debian-exim /etc/exim4/passwd.client
      sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='smarthost'/; s/^dc_smarthost=.*/dc_smarthost='mail.example-c.test::587'/" /etc/exim4/update-exim4.conf.conf
      update-exim4.conf && systemctl reload exim4`)
  },
  signs: [{ where: 'a:/var/log/exim4/mainlog', matches: /=> .* R=smarthost .* A=plain/ }],
}

export default variant
