import { readdirSync } from 'node:fs'
import type { Fault, HealthyVariant } from './fault.ts'

/** Every fault, from the files of `faults/`; the file is named like the id. */
export function faults(): Promise<Fault[]> {
  return load<Fault>('faults')
}

/** Every healthy variant, from the files of `healthy/`. */
export function healthyVariants(): Promise<HealthyVariant[]> {
  return load<HealthyVariant>('healthy')
}

/** One fault or healthy variant by its id; an unknown id is refused with the known ones. */
export async function byId(id: string): Promise<Fault | HealthyVariant> {
  const all = [...(await faults()), ...(await healthyVariants())]
  const found = all.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no fault or healthy variant "${id}"; see "list"`)
  return found
}

/** Whether something is a fault and not a healthy variant. */
export function isFault(one: Fault | HealthyVariant): one is Fault {
  return 'expects' in one
}

async function load<T extends { readonly id: string }>(folder: string): Promise<T[]> {
  const here = new URL(`${folder}/`, import.meta.url)
  const files = readdirSync(here)
    .filter((file) => file.endsWith('.ts'))
    .sort()
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(new URL(file, here).href)) as { default: T }
      if (`${module.default.id}.ts` !== file)
        throw new Error(`${folder}/${file} holds "${module.default.id}"`)
      return module.default
    }),
  )
}
