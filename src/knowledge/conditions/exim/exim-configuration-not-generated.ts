import { eximConfiguration } from '../../../collect/exim/configuration.ts'
import { eximGeneratedConfiguration } from '../../../collect/exim/generated-configuration.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Who has edited lately is still at it. */
const atWorkMilliseconds = 5 * 60_000
/** Written together with the result, as a package or a script does. */
const togetherMilliseconds = 2_000

/**
 * Somebody edited Exim's files on Debian and did not run update-exim4.conf: Exim goes on with what was
 * made before, until the next restart brings the change at an unlucky time.
 */
export const eximConfigurationNotGenerated = condition({
  id: 'exim-configuration-not-generated',
  topic: 'configuration',
  severity: 'medium',
  needs: { generated: eximGeneratedConfiguration, exim: eximConfiguration, now },
  detect: ({ generated, exim, now }) => {
    if (generated.status === 'absent' || exim.status === 'absent' || now.status === 'absent')
      return notApplicable('Exim’s configuration is not made by update-exim4.conf')
    const { path, generatedAt, newest } = generated.value
    // What it was made of is refused: then that is the trouble.
    if (exim.value.refusal !== undefined || exim.value.refusalAtStart !== undefined) return fine([], path)
    if (newest.modifiedAt <= generatedAt + togetherMilliseconds) return fine(generated.evidence, path)
    if (now.value - newest.modifiedAt < atWorkMilliseconds) return fine(generated.evidence, path)
    return problem({
      subject: newest.path,
      confidence: 'certain',
      evidence: generated.evidence,
      values: { path },
      marks: ['program:exim', `path:${newest.path}`],
      since: newest.modifiedAt,
    })
  },
  mistakenFor: [
    {
      condition: 'exim-debian-split-config-ignored',
      toldApartBy: { en: 'the file belongs to those that are used', zh: '该文件属于会被使用的那一种' },
    },
  ],
  texts: {
    en: {
      title: 'A change in {subject} is not in use: update-exim4.conf was not run',
      because:
        '{subject} was edited after {path} was made of it. Exim reads only the latter: the change has no effect until ' +
        'update-exim4.conf is run, or the next restart does it unasked.',
      allClear: '{subject} is as new as the files that it is made of',
    },
    zh: {
      title: '{subject} 的修改未生效：没有运行 update-exim4.conf',
      because:
        '{subject} 在 {path} 生成之后被修改过。Exim 只读取后者：在运行 update-exim4.conf 之前修改不会生效，或在下次重启时突然生效。',
      allClear: '{subject} 与其源文件一致',
    },
  },
  fix: [
    {
      do: { en: 'Make the configuration anew; it is tested first', zh: '重新生成配置（会先做检查）' },
      command: 'update-exim4.conf && systemctl reload exim4',
      risk: 'reload',
    },
  ],
  verify: ['ls -l --time-sort {subject} {path}', 'exim -bV'],
  references: ['https://manpages.debian.org/bookworm/exim4-config/update-exim4.conf.8.en.html'],
})
