import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-own-domain-not-accepted',
  server: 'exim',
  story: 'After dpkg-reconfigure the own domain is missing from the list of local domains.',
  expects: [{ condition: 'routing-own-domain-not-accepted', subject: 'example-a.test' }],
  async change(lab) {
    await lab.a.must(
      `sed -i "s/^dc_other_hostnames=.*/dc_other_hostnames='mail.example-a.test'/; s/^dc_mailname_in_oh=.*/dc_mailname_in_oh='false'/" /etc/exim4/update-exim4.conf.conf; update-exim4.conf && systemctl reload exim4`,
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/exim4/mainlog',
      matches: /rejected RCPT <alice@example-a\.test>: relay not permitted/,
    },
  ],
}

export default fault
