import { factAbout } from '../fact.ts'
import { hostAddresses } from './look-up.ts'
import { nameResolution } from './name-resolution.ts'

export const addressesOf = factAbout<string>()({
  id: 'dns.addresses-of',
  summary: 'A and AAAA of a name. Absent: it has neither.',
  needs: { works: nameResolution },
  collect: (world, _facts, name) => hostAddresses(world, name),
})
