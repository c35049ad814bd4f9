import type { Lab } from '../lab.ts'
import { relayLogin } from '../setup/accounts.ts'

/** Sends all outgoing mail of the examined host through example-c.test's submission service. */
export async function relayThroughC(lab: Lab, password: string = relayLogin.password): Promise<void> {
  await lab.a.write(
    '/etc/postfix/sasl_passwd',
    `[mail.example-c.test]:587 ${relayLogin.user}:${password}\n`,
    '0600',
  )
  await lab.a.must(`
    postmap hash:/etc/postfix/sasl_passwd
    postconf -e 'relayhost = [mail.example-c.test]:587' smtp_sasl_auth_enable=yes \\
      smtp_sasl_password_maps=hash:/etc/postfix/sasl_passwd smtp_sasl_security_options=noanonymous smtp_tls_security_level=encrypt
    systemctl reload postfix`)
}
