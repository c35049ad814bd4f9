import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dkim-not-signing',
  story: "Rspamd's signing settings name another domain: mail leaves unsigned.",
  expects: [{ condition: 'dkim-not-signing', subject: 'rspamd' }],
  async change(lab) {
    await lab.a.must(
      'sed -i "s/  example-a.test {/  example.test {/" /etc/rspamd/local.d/dkim_signing.conf; systemctl reload rspamd || systemctl restart rspamd; sleep 3',
    )
  },
  symptoms: [{ where: 'd$ grep -c DKIM-Signature $(ls /home/bob/Maildir/new/* | tail -n 1)', matches: /^0/ }],
}

export default fault
