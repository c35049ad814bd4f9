import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'filter-unknown-restriction-name',
  story: 'A restriction in main.cf was misspelt: the server refuses everything with a temporary error.',
  expects: [{ condition: 'filter-unknown-restriction-name', subject: 'reject_non_fqdn_recipent' }],
  async change(lab) {
    await lab.a.must(`postconf -e 'smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_pipelining, reject_non_fqdn_recipent'
      systemctl reload postfix`)
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /unknown smtpd restriction: "reject_non_fqdn_recipent"/ },
    { where: 'a:/var/log/mail.log', matches: /451 4\.3\.5 Server configuration error/ },
  ],
}

export default fault
