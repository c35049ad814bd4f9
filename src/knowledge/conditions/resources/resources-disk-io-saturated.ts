import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { storagePressure } from '../../../collect/system/pressure.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/** So large a part (of a hundred) of five minutes did everything wait for the disk. */
const standstill = 30
/** Dovecot: "Transaction log file … was locked for 42 seconds", "Locking transaction log file … took 31 seconds". */
const slowWords = ['was locked for', 'Locking transaction log file', 'lock took', 'fsync() took']

/** The disk is too slow for what is asked of it: a backup, a failing disk, a neighbour on the same host. */
export const resourcesDiskIoSaturated = condition({
  id: 'resources-disk-io-saturated',
  topic: 'slow',
  severity: 'high',
  needs: { pressure: storagePressure, now },
  optional: { log: mailLog },
  detect: ({ pressure, now, log }) => {
    if (pressure.status === 'absent' || now.status === 'absent')
      return notApplicable('this kernel does not measure it')
    const { full, evidence } = pressure.value
    if (Math.min(full.avg60, full.avg300) < standstill) return fine(evidence)
    const slow =
      log.status === 'known'
        ? findMessages(log.value, { contains: slowWords }).filter(
            ({ lastAt }) => !isOver(log.value, now.value, lastAt),
          )
        : []
    return problem({
      confidence: slow.length === 0 ? 'possible' : 'certain',
      // A nightly backup does that too. It is a fault when mail shows it.
      severity: slow.length === 0 ? 'low' : 'high',
      evidence: [...evidence, ...slow.slice(0, 3).map(({ lastExample }) => lastExample)],
      values: { part: Math.round(full.avg300) },
      marks: ['reason:slow'],
    })
  },
  mistakenFor: [
    {
      condition: 'resources-swap-thrash',
      toldApartBy: {
        en: 'programs wait for files, not for memory',
        zh: '程序等待的是文件读写，而不是内存',
      },
    },
  ],
  texts: {
    en: {
      title: 'The disk is too slow for what is asked of it',
      because:
        'For {part} % of the last five minutes all programs waited for the disk. Every message is written several ' +
        'times before it is taken, so mail and mailboxes become slow.',
      allClear: 'programs do not wait for the disk',
    },
    zh: {
      title: '磁盘速度跟不上负载',
      because:
        '最近五分钟内有 {part}% 的时间，所有程序都在等待磁盘。每封邮件在接收前要写盘多次，因此收发信和邮箱都会变慢。',
      allClear: '程序没有等待磁盘',
    },
  },
  fix: [
    {
      do: { en: 'See who reads and writes', zh: '查看是谁在读写' },
      command: 'iotop -boP -n 3 | head -30; iostat -x 5 2',
      risk: 'none',
    },
    {
      do: {
        en: 'Move the backup or scan to another hour or give it idle priority; look at the health of the disk',
        zh: '把备份或扫描移到其他时段或降为空闲优先级；检查磁盘健康状况',
      },
      command: 'smartctl -H /dev/sda; dmesg | grep -iE "i/o error|reset" | tail',
      risk: 'none',
    },
  ],
  verify: ['cat /proc/pressure/io'],
  references: [
    'https://docs.kernel.org/accounting/psi.html',
    'https://www.postfix.org/QSHAPE_README.html#incoming_queue',
  ],
})
