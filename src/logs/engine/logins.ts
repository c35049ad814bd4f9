const mostNetworks = 20_000

export interface AttackSource {
  /** `203.0.113.0/24`, `2001:db8:1:2::/64`. */
  readonly network: string
  failures: number
  readonly users: Set<string>
}

/** Failed log-ins by network: an attack comes from many addresses of few networks. */
export class FailedLogins {
  readonly #networks = new Map<string, AttackSource>()
  total = 0

  add(address: string, user: string, attempts: number): void {
    this.total += attempts
    const network = networkOf(address)
    let source = this.#networks.get(network)
    if (source === undefined) {
      if (this.#networks.size >= mostNetworks) return
      source = { network, failures: 0, users: new Set() }
      this.#networks.set(network, source)
    }
    source.failures += attempts
    if (source.users.size < 100 && user !== '') source.users.add(user)
  }

  networks(): AttackSource[] {
    return [...this.#networks.values()].sort(
      (a, b) => b.failures - a.failures || (a.network < b.network ? -1 : 1),
    )
  }
}

function networkOf(address: string): string {
  const colon = address.indexOf(':')
  if (colon >= 0) return `${address.split(':').slice(0, 4).join(':')}::/64`
  const point = address.lastIndexOf('.')
  return point < 0 ? address : `${address.slice(0, point)}.0/24`
}
