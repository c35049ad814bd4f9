import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-frozen-bounces',
  server: 'exim',
  story: 'Undeliverable bounces to forged senders lie frozen in the queue for days.',
  expects: [{ condition: 'exim-frozen-bounces' }],
  async change(lab) {
    await lab.a.must(`
      sed -i 's/^ignore_bounce_errors_after.*/ignore_bounce_errors_after = 99d/' /etc/exim4/conf.d/main/02_exim4-config_options; update-exim4.conf; systemctl reload exim4
      for number in $(seq 130); do printf 'Subject: Mail delivery failed %s\\n\\nreturned to you\\n' $number | exim -f '<>' no-such-user-$number@example-d.test; done`)
  },
  symptoms: [{ where: 'a$ exim -bp', matches: /\*\*\* frozen \*\*\*/ }],
}

export default fault
