import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'filter-header-body-check-false-positive',
  story: 'A line in header_checks is wider than it was meant: it fits every subject.',
  expects: [{ condition: 'filter-header-body-check-false-positive', subject: 'header_checks' }],
  async change(lab) {
    await lab.a.must(
      `echo '/^Subject:/ REJECT spam' > /etc/postfix/header_checks; postconf -e header_checks=regexp:/etc/postfix/header_checks; postfix reload`,
    )
  },
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /cleanup.*reject: header Subject: / }],
}

export default fault
