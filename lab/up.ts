import type { Layers } from './hosts/layers.ts'
import { buildImages } from './images/build.ts'
import type { ImageId } from './images/recipes.ts'
import type { Debian, MachineId, MailServer } from './lab.ts'
import { down, Lab, labName, makeStateFolder } from './lab.ts'
import type { ExaminedKeys } from './setup/examined.ts'
import { setUpBareHost, setUpMailServer, setUpOtherServer } from './setup/examined.ts'
import { makeZoneKeys, setUpNameServer } from './setup/name-server.ts'
import { setUpReceiver } from './setup/receiver.ts'
import { prepareMachine } from './system/machine.ts'
import type { MailHostId } from './world/addresses.ts'
import { mailHosts, RESOLVER } from './world/addresses.ts'
import type { Certificate } from './world/certificates.ts'
import { newKey, publicKeyData } from './world/certificates.ts'
import { healthyZones } from './world/zones.ts'

/** What kind of lab to start. */
export interface UpOptions {
  readonly debian: Debian
  /** The lab's name, for several of one release side by side. */
  readonly name?: string
  /** Starts the examined host without any mail server. */
  readonly bare?: boolean
  /** What serves mail there; Postfix unless told. Exim is on Debian 12, OpenSMTPD on Debian 13: 12's cannot do TLS with its OpenSSL. */
  readonly server?: MailServer
  readonly say?: (line: string) => void
}

/** Starts a lab: builds what is missing, makes keys and configurations, boots all hosts. */
export async function up(options: UpOptions): Promise<Lab> {
  const say = options.say ?? (() => undefined)
  const lab = new Lab(options.name ?? labName(options.debian))
  const examinedImage = imageOf(options)
  await prepareMachine(say)
  await buildImages([examinedImage, 'peer12'], say)
  await down(lab)
  await makeStateFolder(lab.folder)
  const debian = { exim: 12, opensmtpd: 13, postfix: options.debian } as const
  lab.state = { debian: debian[options.server ?? 'postfix'], examinedImage, injected: [], changed: [] }
  try {
    await lab.network.create()
    await configure(lab)
    await Promise.all((['dns', 'b', 'c', 'd'] as MachineId[]).map((id) => lab.host(id).start()))
    await lab.a.start()
  } catch (error) {
    await down(lab) // half a lab is worse than none
    throw error
  }
  return lab
}

function imageOf({ bare, debian, server }: UpOptions): ImageId {
  if (bare === true) return 'bare12'
  if (server === 'exim') return 'exim12'
  if (server === 'opensmtpd') return 'smtpd13'
  return debian === 12 ? 'mail12' : 'mail13'
}

async function configure(lab: Lab): Promise<void> {
  const { authority, state } = lab
  await authority.create()
  const dkimKeyPem = newKey(2048)
  const certificates = {} as Record<MailHostId, Certificate>
  for (const id of Object.keys(mailHosts) as MailHostId[]) {
    certificates[id] = await authority.issue({ names: [mailHosts[id].name] })
  }
  const dns = lab.layers('dns', 'peer12')
  const rootAnchor = await makeZoneKeys(dns)
  const tlsa = {
    a: certificates.a.tlsa,
    b: certificates.b.tlsa,
    c: certificates.c.tlsa,
    d: certificates.d.tlsa,
  }
  const zones = healthyZones({ tlsa, dkim: publicKeyData(dkimKeyPem) })
  lab.healthyZones = zones
  const examined = lab.layers('a', state.examinedImage)
  await Promise.all([
    setUpNameServer(dns, zones, rootAnchor),
    ...(['b', 'c', 'd'] as const).map((id) =>
      setUpReceiver(id, lab.layers(id, 'peer12'), certificates[id], authority),
    ),
    setUpExamined(lab, examined, { certificate: certificates.a, dkimKeyPem, rootAnchor, authority }),
  ])
}

function setUpExamined({ state }: Lab, examined: Layers, keys: ExaminedKeys): Promise<void> {
  switch (state.examinedImage) {
    case 'bare12':
      return setUpBareHost(examined, keys.authority, RESOLVER)
    case 'exim12':
      return setUpOtherServer(examined, 12, 'exim', keys)
    case 'smtpd13':
      return setUpOtherServer(examined, 13, 'opensmtpd', keys)
    default:
      return setUpMailServer(examined, state.debian, keys)
  }
}
