import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'storage-maildir-permission-denied',
  story: "An admin tidied up as root: alice's mail folder belongs to root now and Dovecot may not write it.",
  expects: [{ condition: 'storage-maildir-permission-denied', subject: 'alice' }],
  async change(lab) {
    await lab.a.must(
      'chown -R root:root /var/vmail/example-a.test/alice && chmod 0700 /var/vmail/example-a.test/alice',
    )
  },
  symptoms: [
    { where: 'a:/var/log/mail.log', matches: /lmtp\(alice@example-a\.test\).*Permission denied/ },
    { where: 'a:/var/log/mail.log', matches: /status=deferred.*(Internal error|Permission denied)/ },
  ],
}

export default fault
