import { eximPanicLog } from '../../../collect/exim/panic-log.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Content, not size, decides: what is older has been lived with, or mended. */
const recentMilliseconds = 2 * 86_400_000

/** Exim wrote into its panic log lately; Debian mails the admin about it each day until it is emptied. */
export const eximPaniclogNonempty = condition({
  id: 'exim-paniclog-nonempty',
  topic: 'monitoring',
  severity: 'low',
  symptom: true,
  needs: { panicLog: eximPanicLog, now },
  detect: ({ panicLog, now }) => {
    if (panicLog.status === 'absent' || now.status === 'absent')
      return notApplicable('there is no Exim, or nothing in its panic log')
    const { path, modifiedAt, lastLine, sizeBytes } = panicLog.value
    if (now.value - modifiedAt > recentMilliseconds) return fine(panicLog.evidence, path)
    return problem({
      subject: path,
      confidence: 'certain',
      evidence: panicLog.evidence,
      values: { last: lastLine.replace(/^[\d-]+ [\d:]+ /, ''), size: sizeBytes },
      marks: ['program:exim', `path:${path}`],
      since: modifiedAt,
    })
  },
  texts: {
    en: {
      title: 'Exim’s panic log has something in it',
      because: 'Exim wrote into {subject} what it wants somebody to read. The last line says: {last}',
      allClear: 'nothing new is in {subject}',
    },
    zh: {
      title: 'Exim 的 panic 日志中有内容',
      because: 'Exim 在 {subject} 中写入了需要有人查看的内容。最后一行：{last}',
      allClear: '{subject} 中没有新内容',
    },
  },
  fix: [
    {
      do: { en: 'Read it, and cure what it names', zh: '阅读并解决其中提到的问题' },
      command: 'cat {subject}',
      risk: 'none',
    },
    { do: { en: 'Then empty it', zh: '然后清空它' }, command: ': > {subject}', risk: 'data' },
  ],
  verify: ['ls -l {subject}'],
  references: ['https://wiki.debian.org/Exim'],
})
