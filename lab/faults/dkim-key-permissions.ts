import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'dkim-key-permissions',
  story: 'The private key was restored by root and is readable by root alone: Rspamd cannot sign.',
  expects: [{ condition: 'dkim-key-permissions', subject: '/var/lib/rspamd/dkim' }],
  async change(lab) {
    await lab.a.must(
      'chown root:root /var/lib/rspamd/dkim/*.key; chmod 0600 /var/lib/rspamd/dkim/*.key; systemctl restart rspamd',
    )
    await lab.a.must('for try in $(seq 100); do ss -Hltn | grep -q :11332 && exit 0; sleep 0.1; done')
  },
  symptoms: [
    { where: 'a:/var/log/rspamd/rspamd.log', matches: /dkim.*(cannot|Permission denied|not loaded|failed)/ },
    { where: 'd$ grep -c DKIM-Signature $(ls /home/bob/Maildir/new/* | tail -n 1)', matches: /^0/ },
  ],
}

export default fault
