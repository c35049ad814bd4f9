import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { accounts } from '../system/accounts.ts'
import { postfixConfiguration } from './configuration.ts'

/** A file or folder of Postfix whose owner, group or mode is not what Postfix needs. */
export interface WrongPermission {
  readonly path: string
  /** What is wrong, as `postfix check` says it. */
  readonly text: string
  /** Mail cannot flow with it (the queue is not Postfix's, or postdrop cannot be run). */
  readonly stopsMail: boolean
  readonly evidence: readonly Evidence[]
}

/** Folders of the queue that belong to mail_owner, from `postfix-files`; those left out belong to root. */
const ownedQueues = [
  'active',
  'bounce',
  'corrupt',
  'defer',
  'deferred',
  'flush',
  'hold',
  'incoming',
  'private',
  'saved',
  'trace',
  'maildrop',
  'public',
]

export const postfixPermissions = fact({
  id: 'postfix.permissions',
  privilege: 'root',
  summary:
    'Files of Postfix with wrong owner, group or mode. (`postfix check` itself creates missing folders, so it is not run.)',
  needs: { configuration: postfixConfiguration, accounts },
  async collect(world, { configuration, accounts: all }): Promise<Fact<readonly WrongPermission[]>> {
    if (configuration.status === 'absent') return configuration
    if (all.status === 'absent') return absent()
    const postfix = configuration.value
    const ownerName = postfix.value('mail_owner') ?? 'postfix'
    const groupName = postfix.value('setgid_group') ?? 'postdrop'
    const owner = all.value.users.find(({ name }) => name === ownerName)?.uid
    const dropGroup = all.value.groups.find(({ name }) => name === groupName)?.gid
    if (owner === undefined || dropGroup === undefined) return known([])
    const at = isoTime(world.clock.now())
    const wrong: WrongPermission[] = []
    const report = (path: string, text: string, stopsMail: boolean) =>
      wrong.push({ path, text, stopsMail, evidence: [{ kind: 'file', where: path, text, at }] })
    const queue = postfix.queueDirectory
    for (const name of ownedQueues) {
      const path = `${queue}/${name}`
      const status = await world.host.status(path)
      if (status.status === 'unknown') return status
      if (status.status === 'known' && status.value.uid !== owner)
        report(path, `owned by uid ${status.value.uid}, not by ${ownerName} (uid ${owner})`, true)
    }
    for (const name of ['maildrop', 'public']) {
      const status = await world.host.status(`${queue}/${name}`)
      if (status.status === 'known' && status.value.gid !== dropGroup)
        report(`${queue}/${name}`, `not owned by group ${groupName}`, true)
    }
    for (const name of ['postdrop', 'postqueue']) {
      const path = `${postfix.value('command_directory')}/${name}`
      const status = await world.host.status(path)
      if (status.status !== 'known') continue
      const { gid, mode } = status.value
      if (gid !== dropGroup) report(path, `not owned by group ${groupName}`, true)
      else if ((mode & 0o2111) !== 0o2111)
        report(path, 'not set-gid or not owner+group+world executable', true)
    }
    for (const path of [
      queue,
      postfix.directory,
      `${postfix.directory}/main.cf`,
      `${postfix.directory}/master.cf`,
    ]) {
      const status = await world.host.status(path)
      if (status.status !== 'known') continue
      if (status.value.uid !== 0) report(path, `not owned by root, but by uid ${status.value.uid}`, false)
      else if ((status.value.mode & 0o022) !== 0) report(path, 'group or other writable', false)
    }
    return known(wrong)
  },
})
