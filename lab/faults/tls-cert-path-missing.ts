import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'tls-cert-path-missing',
  story: 'A clean-up moved the certificate away; the servers still look for it.',
  expects: [{ condition: 'tls-cert-path-missing', subject: '/etc/ssl/mail/fullchain.pem' }],
  async change(lab) {
    await lab.a.must('mv /etc/ssl/mail/fullchain.pem /etc/ssl/mail/fullchain-2026.pem')
    await lab.a.shell('systemctl reload postfix; systemctl restart dovecot')
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /\/etc\/ssl\/mail\/fullchain\.pem.*(No such file|disabling TLS)/,
    },
  ],
}

export default fault
