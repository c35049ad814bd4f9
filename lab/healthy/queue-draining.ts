import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'queue-draining',
  story: 'A newsletter to a slow receiver: a long queue that is being delivered.',
  async change(lab) {
    await lab
      .change('b')
      .must(
        "postconf -e 'smtpd_recipient_restrictions = sleep 4, reject_unauth_destination'; postfix reload 2>/dev/null",
      )
    await lab.a.must(`
      for number in $(seq 150); do
        printf 'From: alice@example-a.test\\nTo: bob@example-b.test\\nSubject: newsletter %s\\n\\nNews.\\n' $number | sendmail -f alice@example-a.test bob@example-b.test
      done`)
    await lab.a.must('sleep 6')
  },
  onlyOwnTraffic: true,
  signs: [
    { where: 'a:/var/log/mail.log', matches: /to=<bob@example-b\.test>.*status=sent/ },
    { where: 'a$ mailq', matches: /in \d+ Requests/ },
  ],
}

export default variant
