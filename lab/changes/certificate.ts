import type { Lab } from '../lab.ts'
import { TLS_CHAIN, TLS_KEY } from '../setup/postfix.ts'
import type { MailHostId } from '../world/addresses.ts'
import { mailHosts } from '../world/addresses.ts'
import type { Certificate, CertificateWish } from '../world/certificates.ts'

/** Issues a certificate for the examined host that differs from its own as wished; the key stays (so TLSA does). */
export async function reissue(lab: Lab, wish: Partial<CertificateWish>): Promise<Certificate> {
  const keyPem = await lab.a.read(TLS_KEY)
  return lab.authority.issue({
    names: [mailHosts.a.name],
    ...(wish.keyBits === undefined ? { keyPem } : {}),
    ...wish,
  })
}

/** Puts a certificate where the examined host's servers read it. */
export async function install(lab: Lab, { chainPem, keyPem }: Certificate): Promise<void> {
  await lab.a.write(TLS_CHAIN, chainPem)
  await lab.a.write(TLS_KEY, keyPem, '0600')
}

/** Makes Postfix and Dovecot read their certificate again. */
export async function reloadServers(lab: Lab): Promise<void> {
  await lab.a.must('systemctl reload postfix dovecot')
}

/** Gives a receiver another certificate of its own name. */
export async function replacePeerCertificate(
  lab: Lab,
  id: Exclude<MailHostId, 'a'>,
  wish: Partial<CertificateWish>,
): Promise<void> {
  const host = lab.change(id)
  const keyPem = await host.read('/etc/ssl/private/mail.key')
  const { chainPem } = await lab.authority.issue({ names: [mailHosts[id].name], keyPem, ...wish })
  await host.write('/etc/ssl/private/mail.crt', chainPem)
  await host.must('postfix reload 2>/dev/null')
}
