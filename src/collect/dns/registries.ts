/**
 * Where registries answer by RDAP (RFC 9082), by top-level domain: the more common ones of IANA's
 * bootstrap file https://data.iana.org/rdap/dns.json, which itself is too large to be fetched each time.
 */
const servers: Readonly<Record<string, string>> = {
  'https://rdap.verisign.com/com/v1/': 'com',
  'https://rdap.verisign.com/net/v1/': 'net',
  'https://rdap.publicinterestregistry.org/rdap/': 'org ong ngo',
  'https://rdap.identitydigital.services/rdap/':
    'info io ai me mobi pro agency academy email services company solutions digital network systems world live life today media group team center technology support software consulting zone',
  'https://rdap.nic.biz/': 'biz',
  'https://pubapi.registry.google/rdap/': 'app dev page how new',
  'https://rdap.nic.cloud/': 'cloud',
  'https://rdap.centralnic.com/xyz/': 'xyz',
  'https://rdap.centralnic.com/online/': 'online',
  'https://rdap.centralnic.com/site/': 'site',
  'https://rdap.centralnic.com/store/': 'store',
  'https://rdap.centralnic.com/tech/': 'tech',
  'https://rdap.centralnic.com/space/': 'space',
  'https://rdap.gmoregistry.net/rdap/': 'shop tokyo',
  'https://rdap.nic.fr/': 'fr',
  'https://rdap.sidn.nl/': 'nl',
  'https://rdap.nominet.uk/uk/': 'uk',
  'https://rdap.nic.cz/': 'cz',
  'https://rdap.norid.no/': 'no',
  'https://rdap.fi/rdap/rdap/': 'fi',
  'https://rdap.dns.pl/': 'pl',
  'https://rdap.registro.br/': 'br',
  'https://rdap.ca.fury.ca/rdap/': 'ca',
  'https://rdap.cctld.au/rdap/': 'au',
  'https://rdap.nixiregistry.in/rdap/': 'in',
  'https://tld-rdap.verisign.com/cc/v1/': 'cc',
  'https://tld-rdap.verisign.com/tv/v1/': 'tv',
}

const byTopLevel = new Map(
  Object.entries(servers).flatMap(([url, names]) => names.split(' ').map((name) => [name, url] as const)),
)

/** The base URL, with a slash at its end; undefined: the registry has none, or it is not known here. */
export function registryOf(domain: string): string | undefined {
  return byTopLevel.get(domain.slice(domain.lastIndexOf('.') + 1))
}
