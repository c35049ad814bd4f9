import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixChrootResolver } from '../../../collect/postfix/chroot-resolver.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/**
 * Postfix's chroot has its own copy of resolv.conf, and it names other (or no) name servers than the
 * machine's: Postfix cannot look names up while the machine can. DEBUG_README.
 */
export const osResolvconfChroot = condition({
  id: 'os-resolvconf-chroot',
  topic: 'configuration',
  severity: 'critical',
  needs: { resolver: postfixChrootResolver },
  optional: { log: mailLog, now },
  detect: ({ resolver, log, now }) => {
    if (resolver.status === 'absent') return notApplicable('Postfix does not run in a chroot')
    const { outside, inside, insidePath, evidence, services } = resolver.value
    const isSame = inside !== undefined && inside.join() === outside.join()
    // Without any nameserver line, 127.0.0.1 is asked: resolv.conf(5). That may be right on both sides.
    if (isSame || outside.length === 0) return fine(evidence, insidePath)
    const failing =
      log.status === 'known' && now.status === 'known'
        ? troubledDeliveries(
            log.value,
            now.value,
            ({ reply }) => /Name service error|Host not found, try again/.test(reply),
            () => ['all'],
          )[0]
        : undefined
    return problem({
      subject: insidePath,
      confidence: failing === undefined ? 'possible' : 'likely',
      // Another server may answer as well: as long as nothing fails it is advice.
      severity: failing === undefined ? 'low' : 'critical',
      evidence: [...evidence, ...(failing?.evidence ?? [])],
      values: {
        services: services.join(', '),
        inside: inside === undefined ? '-' : inside.join(', ') || '-',
        outside: outside.join(', '),
      },
      marks: ['reason:dns-failure', `path:${insidePath}`],
      ...(failing === undefined ? {} : { since: failing.since, impact: failing.impact }),
    })
  },
  explains: [{ condition: 'deliveries-deferred' }, { condition: 'inbound-refused' }],
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: {
        en: 'the machine itself can look names up; only Postfix’s copy of resolv.conf is old',
        zh: '本机可以正常解析，只是 Postfix 的 resolv.conf 副本过时',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix asks other name servers than this machine: {subject} is old',
      because:
        'Postfix runs in a chroot ({services}) with its own copy of resolv.conf. That names {inside}, the machine’s names ' +
        '{outside}. If the old servers do not answer, mail waits with "Host not found, try again".',
      allClear: 'Postfix’s copy of resolv.conf is the same as the machine’s',
    },
    zh: {
      title: 'Postfix 使用的 DNS 服务器与本机不同：{subject} 已过时',
      because:
        'Postfix 在 chroot 中运行（{services}），使用自己的 resolv.conf 副本。其中是 {inside}，而本机是 {outside}。若旧服务器无应答，邮件会以“Host not found, try again”等待。',
      allClear: 'Postfix 的 resolv.conf 副本与本机一致',
    },
  },
  fix: [
    {
      do: { en: 'Restart Postfix, which copies the file anew', zh: '重启 Postfix，它会重新复制该文件' },
      command: 'systemctl restart postfix',
      risk: 'restart',
    },
    { do: { en: 'Let the queue run', zh: '让队列重新投递' }, command: 'postqueue -f', risk: 'none' },
  ],
  verify: ['diff /etc/resolv.conf {subject}'],
  references: ['https://www.postfix.org/DEBUG_README.html#no_chroot'],
})
