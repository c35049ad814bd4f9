import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dovecot-plugin-missing',
  story: 'A plugin name was misspelt in mail_plugins.',
  expects: [{ condition: 'dovecot-plugin-missing', subject: 'quotta' }],
  async change(lab) {
    await lab.a.must(
      `sed -i 's/^  quota = yes/  quotta = yes/; s/mail_plugins quota$/mail_plugins quotta/' /etc/dovecot/local.conf; systemctl restart dovecot`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /[Pp]lugin '?quotta|lib10_quotta|quotta/ }],
}

export default fault
