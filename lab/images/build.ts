import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { must, mustShell } from '../system/command.ts'
import type { ImageId, ImageRecipe } from './recipes.ts'
import { recipes } from './recipes.ts'

const BUILD_LIMIT_SECONDS = 1800

/** The folder that keeps built images between runs. */
export function cacheFolder(): string {
  return process.env['MAILMEDIC_LAB_CACHE'] ?? '/var/cache/mailmedic-lab'
}

/** The folder of an image: its name carries a hash of all that it was made from. */
export function imageFolder(id: ImageId): string {
  const key = createHash('sha256').update(JSON.stringify(recipes[id])).digest('hex').slice(0, 12)
  return `${cacheFolder()}/${id}-${key}`
}

/** Builds the images that are not in the cache yet, one after the other. */
export async function buildImages(ids: readonly ImageId[], say: (line: string) => void): Promise<void> {
  for (const id of ids) {
    const folder = imageFolder(id)
    if (existsSync(folder)) continue
    const started = Date.now()
    say(`building image ${id} (once; about a minute or two)`)
    await build(recipes[id], folder)
    say(`image ${id} built in ${Math.round((Date.now() - started) / 1000)} s`)
  }
}

/** Makes the image beside its final place and renames it, so that a broken build is never used. */
async function build(recipe: ImageRecipe, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished.${process.pid}`
  mkdirSync(cacheFolder(), { recursive: true })
  try {
    const include = `--include=${recipe.packages.join(',')}`
    await must(['mmdebstrap', '--quiet', '--variant=minbase', include, recipe.suite, unfinished], {
      timeoutSeconds: BUILD_LIMIT_SECONDS,
    })
    await finish(recipe, unfinished)
    renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Runs the recipe's last script in the new root, with its own /proc and /dev that vanish afterwards. */
async function finish(recipe: ImageRecipe, root: string): Promise<void> {
  const script = `
    mount -t proc proc ${root}/proc
    for node in null zero full random urandom; do
      touch ${root}/dev/$node; mount --bind /dev/$node ${root}/dev/$node
    done
    chroot ${root} bash -euo pipefail -s <<'FINISH_OF_IMAGE'
${recipe.finish}
FINISH_OF_IMAGE
    apt_lists=${root}/var/lib/apt/lists; rm -rf $apt_lists/* ${root}/var/cache/apt/*.bin
  `
  const isolated = ['unshare', '--mount', '--pid', '--fork', '--kill-child', 'bash', '-euo', 'pipefail', '-s']
  await must(isolated, { input: script, timeoutSeconds: BUILD_LIMIT_SECONDS })
  await mustShell(`! grep -q ' ${root}/' /proc/mounts`)
}
