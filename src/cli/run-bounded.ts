import { ApiError } from '../server/api-error.ts'
import { type OwnAnswer, type OwnProcess, OwnProcessError, runOwn } from './own-process.ts'

/** A command of ours, for somebody who waits at the console: what ends it is said as he can use it. */
export async function runBounded(what: OwnProcess): Promise<OwnAnswer> {
  const { code, output, notes } = await runOwn(what).catch((error: unknown) => {
    throw error instanceof OwnProcessError ? refusalOf(error) : error
  })
  return { code, output, notes: notes.map((note) => note.replace(/^mailmedic: /, '')) }
}

function refusalOf({ failure }: OwnProcessError): ApiError {
  if (failure === 'too-large') return new ApiError('could-not-tell', 'that is too much: ask for less')
  return new ApiError('could-not-tell', 'that takes too long: ask for less, or for a shorter time')
}
