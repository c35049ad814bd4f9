import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'filter-proxy-filter-down',
  story: 'Mail goes through Amavis, and Amavis is not running.',
  expects: [{ condition: 'filter-proxy-filter-down', subject: '127.0.0.1]:10024' }],
  async change(lab) {
    await lab.a.must(
      `printf 'smtp-amavis unix - - y - 2 smtp\\n127.0.0.1:10025 inet n - y - - smtpd\\n  -o content_filter=\\n' >> /etc/postfix/master.cf; postconf -e content_filter=smtp-amavis:[127.0.0.1]:10024; postfix reload`,
    )
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /connect to 127\.0\.0\.1\[127\.0\.0\.1\]:10024: Connection refused/,
    },
  ],
}

export default fault
