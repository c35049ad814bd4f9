import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'filter-dnsbl-queries-refused',
  story: 'Spamhaus answers "you may not ask" to every question, and the server takes that as a listing.',
  expects: [{ condition: 'filter-dnsbl-queries-refused', subject: 'zen.spamhaus.org' }],
  async change(lab) {
    await lab.editZone('zen.spamhaus.org.', () => [
      '*.zen.spamhaus.org. IN A 127.255.255.254',
      '*.zen.spamhaus.org. IN TXT "Error: open resolver; https://www.spamhaus.org/returnc/pub/"',
    ])
    await lab.a.must(`postconf -e 'smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_pipelining, reject_non_fqdn_recipient, reject_rbl_client zen.spamhaus.org'
      systemctl reload postfix`)
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /blocked using zen\.spamhaus\.org.*open resolver/ }],
}

export default fault
