/** Public addresses far apart: who trusts several of them trusts anybody. */
export const strangers = [
  '1.2.3.4',
  '8.8.8.8',
  '45.33.32.156',
  '93.184.216.34',
  '151.101.1.1',
  '185.199.108.153',
  '2001:4860::7',
  '2600::7',
  '2a00:1450::7',
] as const
/** One or two of them may be a network of one's own. */
export const fewStrangers = 2
