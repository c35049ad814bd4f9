import { networkOf } from '../figures/networks.ts'

const mostNetworks = 20_000
const mostUsers = 100

/** Most networks try one name: a set is made only for the second. */
class Source implements AttackSource {
  readonly network: string
  failures = 0
  #first = ''
  #all: Set<string> | undefined

  constructor(network: string) {
    this.network = network
  }

  tried(user: string): void {
    if (user === '' || user === this.#first) return
    if (this.#first === '') this.#first = user
    else if (this.users < mostUsers) {
      this.#all ??= new Set([this.#first])
      this.#all.add(user)
    }
  }

  get users(): number {
    return this.#all?.size ?? (this.#first === '' ? 0 : 1)
  }
}

export interface AttackSource {
  /** `203.0.113.0/24`, `2001:db8:1::/48`. */
  readonly network: string
  readonly failures: number
  /** Number of different user names, up to 100. */
  readonly users: number
}

/** Failed log-ins by network: an attack comes from many addresses of few networks. */
export class FailedLogins {
  readonly #networks = new Map<string, Source>()
  total = 0
  #lastLine = -2
  #last: Source | undefined

  /** `line`: number of the line, where the next one may say that it came again. */
  add(address: string, user: string, attempts: number, line = -2): void {
    this.total += attempts
    const network = networkOf(address) || address
    let source = this.#networks.get(network)
    if (source === undefined) {
      if (this.#networks.size >= mostNetworks) return
      source = new Source(network)
      this.#networks.set(network, source)
    }
    source.failures += attempts
    source.tried(user)
    this.#lastLine = line
    this.#last = source
  }

  /** The failure of line `line` came again, if that line was one. */
  again(line: number, times: number): void {
    if (this.#last === undefined || line !== this.#lastLine) return
    this.total += times
    this.#last.failures += times
  }

  networks(): AttackSource[] {
    return [...this.#networks.values()].sort(
      (a, b) => b.failures - a.failures || (a.network < b.network ? -1 : 1),
    )
  }
}
