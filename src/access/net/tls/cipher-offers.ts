import type { CipherOffer } from '../net.ts'

/** Cipher suites by their number, with the names of the IANA registry (TLS Cipher Suites). */
type Suites = Readonly<Record<number, string>>

/** No encryption, export strength, RC2, RC4, DES (RFC 9325 §4.1: MUST NOT). */
const broken: Suites = {
  1: 'TLS_RSA_WITH_NULL_MD5',
  2: 'TLS_RSA_WITH_NULL_SHA',
  59: 'TLS_RSA_WITH_NULL_SHA256',
  49158: 'TLS_ECDHE_ECDSA_WITH_NULL_SHA',
  49168: 'TLS_ECDHE_RSA_WITH_NULL_SHA',
  3: 'TLS_RSA_EXPORT_WITH_RC4_40_MD5',
  6: 'TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5',
  8: 'TLS_RSA_EXPORT_WITH_DES40_CBC_SHA',
  17: 'TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA',
  20: 'TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA',
  98: 'TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA',
  100: 'TLS_RSA_EXPORT1024_WITH_RC4_56_SHA',
  4: 'TLS_RSA_WITH_RC4_128_MD5',
  5: 'TLS_RSA_WITH_RC4_128_SHA',
  49159: 'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA',
  49169: 'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
  9: 'TLS_RSA_WITH_DES_CBC_SHA',
  18: 'TLS_DHE_DSS_WITH_DES_CBC_SHA',
  21: 'TLS_DHE_RSA_WITH_DES_CBC_SHA',
}

/** Blocks of 64 bits: long sessions can be decrypted (Sweet32, CVE-2016-2183). */
const shortBlocks: Suites = {
  10: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  19: 'TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA',
  22: 'TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA',
  49160: 'TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA',
  49170: 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  7: 'TLS_RSA_WITH_IDEA_CBC_SHA',
}

/** Diffie-Hellman over a prime that the server chooses. */
const finiteField: Suites = {
  158: 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
  159: 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
  52394: 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  103: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256',
  107: 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256',
  51: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
  57: 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA',
  50: 'TLS_DHE_DSS_WITH_AES_128_CBC_SHA',
  56: 'TLS_DHE_DSS_WITH_AES_256_CBC_SHA',
  69: 'TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA',
  136: 'TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA',
}

const ordinary: Suites = {
  49195: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  49196: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  49199: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  49200: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  49161: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  49162: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  49171: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  49172: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  47: 'TLS_RSA_WITH_AES_128_CBC_SHA',
  53: 'TLS_RSA_WITH_AES_256_CBC_SHA',
}

/** What each offer holds; JavaScript would sort numeric keys, their order means nothing here. */
const offers: Readonly<Record<CipherOffer, Suites>> = {
  any: { ...ordinary, ...finiteField, ...shortBlocks, ...broken },
  broken,
  weak: { ...broken, ...shortBlocks },
  'finite-field': finiteField,
}

const names: Suites = { ...ordinary, ...finiteField, ...shortBlocks, ...broken }

/** The numbers of the suites that an offer holds. */
export function suitesOf(offer: CipherOffer): readonly number[] {
  return Object.keys(offers[offer]).map(Number)
}

/** The registered name of a suite, or its number: `0x1301`. */
export function suiteName(suite: number): string {
  return names[suite] ?? `0x${suite.toString(16).padStart(4, '0')}`
}
