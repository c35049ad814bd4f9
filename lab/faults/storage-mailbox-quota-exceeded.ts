import type { Fault } from '../fault.ts'
import { alice, carol } from '../setup/accounts.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'storage-mailbox-quota-exceeded',
  story: "Alice's mailbox has reached the quota that the admin gave her.",
  expects: [{ condition: 'storage-mailbox-quota-exceeded', subject: 'alice' }],
  async change(lab) {
    const field =
      lab.state.debian === 12 ? 'userdb_quota_rule=*:storage=60K' : 'userdb_quota/user/storage_size=60K'
    // filled before the limit, because 2.4 lets one message go over it (quota_storage_grace)
    await lab.a.must(`
      for number in 1 2 3; do
        { printf 'Subject: photo %s\\n\\n' $number; head -c 24000 /dev/zero | tr '\\0' x | fold; } | doveadm save -u alice@example-a.test -m INBOX
      done`)
    await lab.a.must(`sed -i '/^alice@/s|$|${field}|' /etc/dovecot/users; systemctl reload dovecot`)
  },
  traffic: () => [
    message('carol sends alice a picture', alice.address, {
      sizeBytes: 70_000,
      from: carol.address,
      login: { user: carol.address, password: carol.password },
    }),
  ],
  symptoms: [{ where: 'a:/var/log/mail.log', matches: /Quota exceeded \(mailbox for user is full\)/ }],
}

export default fault
