import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type Identity, identityOf, type PathAccess, pathAccess } from '../sockets/access.ts'
import { accounts, groupName, userName } from '../system/accounts.ts'
import { dkimSigning } from './dkim-signing.ts'
import type { DkimSigning } from './signing-key.ts'

/** Whether the signer, as the user that it runs as, may read a private key. */
export interface DkimKeyAccess extends DkimSigning {
  readonly user: string
  readonly access: PathAccess
  /** Owner and mode of the file, as `ls -l` shows them. */
  readonly shown: Evidence | undefined
}

/** Users of Debian's packages and of upstream's. */
const signers = ['_rspamd', 'rspamd', 'opendkim', 'Debian-exim', 'exim', 'opensmtpd', '_smtpd']

export const dkimKeyAccess = fact({
  id: 'filters.dkim-key-access',
  privilege: 'root',
  summary: 'For each DKIM key that is configured: may the signer’s user read it, folders above included?',
  needs: { keys: dkimSigning, accounts },
  async collect(world, { keys, accounts: local }): Promise<Fact<readonly DkimKeyAccess[]>> {
    if (keys.status === 'absent' || local.status === 'absent') return absent()
    const users = signers.flatMap((name) => identityOf(local.value, name) ?? [])
    if (users.length === 0) return absent()
    const found = await Promise.all(
      keys.value.map(async (key): Promise<DkimKeyAccess> => {
        const { user, access } = await bestAccess(world, key.keyPath, users)
        const status = 'status' in access ? access.status : undefined
        const owner = status && `${userName(local.value, status.uid)} ${groupName(local.value, status.gid)}`
        const text = status && `mode ${(status.mode & 0o7777).toString(8)}, owner ${owner}`
        const at = isoTime(world.clock.now())
        const shown: Evidence | undefined =
          text === undefined ? undefined : { kind: 'file', where: key.keyPath, text, at }
        return { ...key, user, access, shown }
      }),
    )
    return known(found)
  },
})

/** Two signers may be installed: a key that one of them can read is a key in use. */
async function bestAccess(world: World, path: string, users: readonly Identity[]) {
  const tried = await Promise.all(
    users.map(async (identity) => ({
      user: identity.name,
      access: await pathAccess(world.host, path, identity, 'r'),
    })),
  )
  const [first] = tried
  const best = tried.find(({ access }) => access.access === 'allowed') ?? first
  if (best === undefined) throw new Error('no user was asked about')
  return best
}
