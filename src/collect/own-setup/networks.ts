import { parseIpAddress, sharesPrefix } from '../dns/ip-address.ts'

/** Whether an address lies in an address or network, such as `192.0.2.0/24`; a host name holds none. */
export function isInNetwork(address: string, network: string): boolean {
  const [base = '', bits] = network.split('/')
  const [one, other] = [parseIpAddress(address), parseIpAddress(base)]
  return (
    one !== undefined &&
    other !== undefined &&
    sharesPrefix(one, other, bits === undefined ? 128 : Number(bits))
  )
}

/** Whether a host, by name or by address, is one of those that are declared. */
export function isDeclaredHost(
  { host, address }: { readonly host: string; readonly address?: string },
  declared: readonly string[],
): boolean {
  return declared.some(
    (one) => one === host.toLowerCase() || (address !== undefined && isInNetwork(address, one)),
  )
}
