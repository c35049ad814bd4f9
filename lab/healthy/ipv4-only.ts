import { without } from '../changes/records.ts'
import type { HealthyVariant } from '../fault.ts'
import { places } from '../world/addresses.ts'
import { reverseName } from '../world/reverse.ts'

const variant: HealthyVariant = {
  id: 'ipv4-only',
  story: 'A host without IPv6, and everything says so: no AAAA record, inet_protocols = ipv4.',
  async change(lab) {
    await lab.network.withoutIpv6('a')
    await lab.editZone('example-a.test.', (records) =>
      records.filter((record) => !record.includes(' IN AAAA ')),
    )
    await lab.editZone('8.b.d.0.1.0.0.2.ip6.arpa.', without(reverseName(places.a.v6), 'PTR'))
    await lab.a.must(`
      sed -i '/2001:db8/d' /etc/hosts
      sed -i 's/^listen = .*/listen = */' /etc/dovecot/local.conf
      sed -i 's/^server:/server:\\n  do-ip6: no/; /interface: ::1/d' /etc/unbound/unbound.conf.d/local.conf
      postconf -e inet_protocols=ipv4
      systemctl restart unbound dovecot postfix`)
  },
  signs: [
    { where: 'a$ ip -6 addr show dev eth0 scope global | wc -l', matches: /^0/ },
    { where: 'a$ ss -Hltn sport = :25', matches: /0\.0\.0\.0:25/ },
  ],
}

export default variant
