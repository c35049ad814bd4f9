import { ownAddresses, ownershipOf } from '../../../collect/dns/own-addresses.ts'
import { ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import { otherMailServers } from '../../../collect/mail/other-mail-servers.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const loopback = /^(?:127\.[\d.]+|::1)$/

/** The shipped smtpd.conf says `listen on lo0` (or localhost), and the MX of a domain leads here. */
export const opensmtpdListensLoopbackOnly = condition({
  id: 'opensmtpd-listens-loopback-only',
  topic: 'downtime',
  severity: 'critical',
  needs: { servers: otherMailServers, exchangers: ownExchangers, own: ownAddresses },
  detect: ({ servers, exchangers, own }) => {
    const smtpd =
      servers.status === 'absent' ? undefined : servers.value.find(({ program }) => program === 'OpenSMTPD')
    if (smtpd === undefined || smtpd.ports.length === 0) return notApplicable('there is no OpenSMTPD here')
    if (exchangers.status === 'absent' || own.status === 'absent')
      return notApplicable('no MX record leads to this server')
    const here = exchangers.value.filter(
      ({ addresses }) =>
        addresses.status === 'known' && addresses.value.some((one) => ownershipOf(one, own.value) === 'ours'),
    )
    const evidence = smtpd.ports.flatMap((port) => port.evidence)
    const only = smtpd.ports.every(
      ({ addresses }) => addresses.length > 0 && addresses.every((one) => loopback.test(one)),
    )
    if (!only || here.length === 0) return fine(evidence, 'listen on')
    const domains = [...new Set(here.flatMap((one) => one.domains))]
    return problem({
      subject: 'listen on',
      confidence: 'certain',
      evidence,
      values: { domains: domains.slice(0, 5).join(', ') },
      marks: ['port:25', 'program:opensmtpd', ...domains.map((domain) => `domain:${domain}`)],
    })
  },
  explains: [
    { condition: 'service-not-listening' },
    { condition: 'service-mx-unreachable' },
    // No line is for others, so the ports for handing in mail are closed to them, too.
    { condition: 'client-autodiscovery-broken', when: (_, { subject }) => subject.startsWith('smtp://') },
  ],
  texts: {
    en: {
      title: 'OpenSMTPD listens on loopback only, and is the MX of {domains}',
      because:
        'The DNS sends mail for {domains} to this server, but every "{subject}" line of smtpd.conf is for programs on ' +
        'this machine. Other servers get "connection refused".',
      allClear: 'OpenSMTPD listens where mail is sent to',
    },
    zh: {
      title: 'OpenSMTPD 只监听回环接口，却是 {domains} 的 MX',
      because:
        'DNS 将 {domains} 的邮件指向本服务器，但 smtpd.conf 中所有“{subject}”行都只为本机程序监听。其他服务器得到“连接被拒绝”。',
      allClear: 'OpenSMTPD 在接收邮件的地址上监听',
    },
  },
  fix: [
    {
      do: {
        en: 'Add a line such as: listen on 0.0.0.0 tls pki mail.example.org (and one for ::), then restart',
        zh: '加入类似的行：listen on 0.0.0.0 tls pki mail.example.org（以及 :: 的一行），然后重启',
      },
      command: 'smtpd -n && systemctl restart opensmtpd',
      risk: 'restart',
    },
  ],
  verify: ['ss -ltn sport = :25'],
  references: ['https://man.openbsd.org/smtpd.conf.5#listen'],
})
