import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-smarthost-bad-credentials',
  server: 'exim',
  story: 'The password at the smarthost was changed, but not in passwd.client.',
  expects: [{ condition: 'relay-smarthost-bad-credentials', subject: 'mail.example-c.test' }],
  async change(lab) {
    await lab.a.write(
      '/etc/exim4/passwd.client',
      '*:relay@example-c.test:the password of last year\n',
      '0640',
    )
    await lab.a.must(`
      chown root:Debian-exim /etc/exim4/passwd.client
      sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='smarthost'/; s/^dc_smarthost=.*/dc_smarthost='mail.example-c.test::587'/" /etc/exim4/update-exim4.conf.conf
      update-exim4.conf && systemctl reload exim4`)
  },
  symptoms: [{ where: 'a:/var/log/exim4/mainlog', matches: /535/ }],
}

export default fault
