import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { serviceUnits } from '../../../collect/system/units.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver, loggedTrouble } from '../../logged-trouble.ts'

const complaints = [
  'clamd.ctl failed',
  'av-scanner FAILED',
  'all primary virus scanners failed',
  'clamav: failed to scan',
  'No clamd server appears to be available',
  'Failed to initiate streaming/fdpassing',
]

/** The virus scanner does not answer: mail waits, or passes unscanned, or falls back to a slow scan. */
export const filterClamdDown = condition({
  id: 'filter-clamd-down',
  topic: 'spam-filter',
  severity: 'high',
  needs: { units: serviceUnits, now },
  optional: { log: mailLog },
  detect: ({ units, log, now }) => {
    if (units.status === 'absent' || now.status === 'absent') return notApplicable('there is no systemd here')
    const unit = units.value.find(({ name }) => name === 'clamav-daemon.service')
    if (unit === undefined) return notApplicable('clamd is not installed here')
    if (unit.activeState === 'active' || unit.activeState === 'activating') return fine(unit.evidence)
    const logged = log.status === 'known' ? loggedTrouble(log.value, { contains: complaints }) : undefined
    const missed =
      logged !== undefined && log.status === 'known' && !isOver(log.value, now.value, logged.until)
    if (!missed && unit.enabled !== 'enabled')
      return notApplicable('clamd is switched off, and nothing asks for it')
    // Enabled and down, and nobody has missed it: its socket or a condition of its unit may be why.
    const severity = missed || unit.activeState === 'failed' ? 'high' : 'low'
    return problem({
      subject: 'clamav-daemon.service',
      confidence: 'certain',
      severity,
      evidence: [...unit.evidence, ...(logged?.evidence ?? [])],
      values: { state: unit.activeState },
      marks: [
        'unit:clamav-daemon.service',
        'program:clamd',
        'socket:/run/clamav/clamd.ctl',
        'socket:/var/run/clamav/clamd.ctl',
      ],
      ...(logged === undefined ? {} : { since: logged.since }),
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
  ],
  mistakenFor: [
    {
      condition: 'filter-clamav-outdated',
      toldApartBy: { en: 'the scanner itself does not run', zh: '扫描程序本身没有运行' },
    },
  ],
  texts: {
    en: {
      title: 'The virus scanner is not running',
      because:
        'clamd (clamav-daemon) is {state}. Depending on who asks it, mail is put off, scanned very slowly, or let ' +
        'through unscanned. Often it was killed for its memory, or has no signatures yet.',
      allClear: 'the virus scanner is running',
    },
    zh: {
      title: '病毒扫描程序没有运行',
      because:
        'clamd（clamav-daemon）状态为 {state}。视调用者而定，邮件会被暂缓、扫描极慢或未经扫描通过。常见原因是内存不足被杀死，或尚无特征库。',
      allClear: '病毒扫描程序正在运行',
    },
  },
  fix: [
    {
      do: { en: 'See why it ended: memory, or no signatures', zh: '查看终止原因：内存或缺少特征库' },
      command:
        'journalctl -u clamav-daemon -n 30 --no-pager; journalctl -k --no-pager | grep -i "out of memory" | tail -3; ls -l /var/lib/clamav',
      risk: 'none',
    },
    {
      do: { en: 'Fetch signatures if there are none, then start it', zh: '若没有特征库则先下载，然后启动' },
      command: 'systemctl start clamav-freshclam; systemctl enable --now clamav-daemon',
      risk: 'restart',
    },
  ],
  verify: ['clamdscan --ping 3'],
  references: ['https://docs.clamav.net/manual/Usage/Scanning.html#clamd'],
})
