import { decode } from '../engine/bytes.ts'
import type { Counted } from '../engine/log-totals.ts'
import { Names } from '../engine/names.ts'

/** More names than these are not kept: then a client is known by its address. */
const mostLabels = 65_536

/** Clients that handed mail in, by address, with the name that the log gave them first. */
export class Clients {
  readonly #addresses = new Names()
  readonly #labels: string[] = ['']

  /** Of `mx.d[198.51.100.7]`: `named` is where it begins, `address` behind the `[`, `end` at the `]`. */
  id(bytes: Buffer, named: number, address: number, end: number): number {
    const id = this.#addresses.id(bytes, address, end)
    if (id === this.#labels.length && id < mostLabels) this.#labels.push(`${decode(bytes, named, end)}]`)
    return id
  }

  count(id: number, amount: number): void {
    this.#addresses.count(id, amount)
  }

  /** By messages, largest first. */
  largest(top: number): Counted[] {
    return this.#addresses
      .largest(top)
      .map(({ id, name, count }) => ({ name: this.#labels[id] ?? name, count }))
  }
}
