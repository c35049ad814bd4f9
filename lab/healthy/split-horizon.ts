import type { HealthyVariant } from '../fault.ts'

const variant: HealthyVariant = {
  id: 'split-horizon',
  story: 'Inside, the resolver names the MX host by a private address that the host has as well.',
  async change(lab) {
    await lab.a.must(`
      ip address add 10.0.0.25/24 dev "$(ip -o -4 route show default | grep -o 'dev [^ ]*' | cut -d ' ' -f 2)"
      cat > /etc/unbound/unbound.conf.d/inside.conf <<'END'
server:
  local-zone: "mail.example-a.test." typetransparent
  local-data: "mail.example-a.test. 300 IN A 10.0.0.25"
END
      unbound-control reload`)
  },
  signs: [
    { where: 'a$ dig +short mail.example-a.test A', matches: /^10\.0\.0\.25$/m },
    { where: 'a$ dig +norec +short mail.example-a.test A @192.0.2.2', matches: /^198\.51\.100\.25$/m },
  ],
}

export default variant
