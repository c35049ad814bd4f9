import { eximDebianFiles } from '../../../collect/exim/debian-files.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** An edit that is older has been lived with. */
const recentMilliseconds = 14 * 86_400_000

/** Somebody lately wrote into a file that Debian does not make Exim's configuration of. */
export const eximDebianSplitConfigIgnored = condition({
  id: 'exim-debian-split-config-ignored',
  topic: 'configuration',
  severity: 'medium',
  needs: { files: eximDebianFiles, now },
  detect: ({ files, now }) => {
    if (files.status === 'absent' || now.status === 'absent')
      return notApplicable('Exim’s configuration is not made by Debian’s script')
    const { split, unusedEdits } = files.value
    const recent = unusedEdits.filter(({ modifiedAt }) => now.value - modifiedAt < recentMilliseconds)
    if (recent.length === 0) return fine(files.evidence, 'update-exim4.conf.conf')
    return recent.slice(0, 5).map(({ path, modifiedAt, evidence }) =>
      problem({
        subject: path,
        confidence: 'likely',
        evidence: [evidence, ...files.evidence],
        values: {
          mode: split ? 'true' : 'false',
          used: split ? '/etc/exim4/conf.d' : '/etc/exim4/exim4.conf.template',
        },
        marks: ['program:exim', `path:${path}`],
        since: modifiedAt,
      }),
    )
  },
  texts: {
    en: {
      title: 'Exim does not use what was written into {subject}',
      because:
        '{subject} was edited lately, but Debian makes Exim’s configuration of {used} (dc_use_split_config={mode}): the ' +
        'edit has no effect.',
      allClear: 'no file that Exim does not use was edited lately',
    },
    zh: {
      title: 'Exim 不使用写入 {subject} 的内容',
      because:
        '{subject} 最近被修改，但 Debian 是由 {used} 生成 Exim 配置的（dc_use_split_config={mode}）：该修改不起作用。',
      allClear: '最近没有修改 Exim 不使用的文件',
    },
  },
  fix: [
    {
      do: { en: 'Make the change in {used} instead', zh: '改在 {used} 中修改' },
      command: 'diff -r {used} {subject} | head; grep dc_use_split_config /etc/exim4/update-exim4.conf.conf',
      risk: 'none',
    },
    {
      do: { en: 'Then load it', zh: '然后加载' },
      command: 'update-exim4.conf && systemctl reload exim4',
      risk: 'reload',
    },
  ],
  verify: ['exim -bV', 'exim -bP configure_file'],
  references: ['https://wiki.debian.org/Exim'],
})
