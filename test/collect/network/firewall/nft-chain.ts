/** What `nft -j list ruleset` prints for one base chain of `inet filter` with these rules. */
export function nftChain(hook: string, policy: string, rules: readonly (readonly unknown[])[]): string {
  const place = { family: 'inet', table: 'filter' }
  return JSON.stringify({
    nftables: [
      { metainfo: { version: '1.0.6', json_schema_version: 1 } },
      { table: { family: 'inet', name: 'filter', handle: 1 } },
      { chain: { ...place, name: hook, handle: 1, type: 'filter', hook, prio: 0, policy } },
      ...rules.map((expr, index) => ({ rule: { ...place, chain: hook, handle: index + 2, expr } })),
    ],
  })
}
