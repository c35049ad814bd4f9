import { eximConfiguration } from '../../../collect/exim/configuration.ts'
import { malformedRoute } from '../../../collect/exim/routes.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The smarthost is written in a way that Exim reads otherwise: a port behind one colon is a second host
 * ("587", the address 0.0.2.75), and without a name `byname` is the host.
 */
export const eximSmarthostMalformed = condition({
  id: 'exim-smarthost-malformed',
  topic: 'delivery',
  severity: 'critical',
  needs: { exim: eximConfiguration },
  detect: ({ exim }) => {
    if (exim.status === 'absent' || exim.value.refusal !== undefined)
      return notApplicable('Exim is not installed')
    const found = exim.value.routers.flatMap((router) => {
      const route = malformedRoute(router)
      return route === undefined ? [] : [{ ...route, name: router.name }]
    })
    if (found.length === 0) return fine(exim.evidence, 'smarthost')
    return found.map(({ name, written, fault, meant }) =>
      problem({
        subject: written,
        confidence: 'certain',
        evidence: exim.value
          .evidence('configure_file')
          .map((one) => ({ ...one, where: 'exim -bP routers', text: `${name}: route_list = ${written}` })),
        values: {
          meant,
          router: name,
          fault:
            fault === 'single colon'
              ? 'a port follows two colons; one colon separates hosts'
              : 'no host is named',
          faultZh: fault === 'single colon' ? '端口前应为两个冒号，单个冒号用于分隔主机' : '没有写主机名',
        },
        marks: ['program:exim', 'parameter:smarthost'],
      }),
    )
  },
  explains: [
    { condition: 'routing-smarthost-unreachable', when: () => true },
    {
      condition: 'remote-host-unreachable',
      when: (_cause, { subject }) => /\[0\.0\.\d+\.\d+\]/.test(subject),
    },
    { condition: 'deliveries-deferred', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'routing-smarthost-unreachable',
      toldApartBy: { en: 'the setting itself is written wrongly', zh: '是设置本身写错' },
    },
  ],
  texts: {
    en: {
      title: 'Exim’s smarthost is written wrongly: {subject}',
      because:
        'The router {router} sends all mail to "{subject}": {fault}. So mail goes to a host that does not exist, or waits.',
      allClear: 'the smarthost is written as Exim wants it',
    },
    zh: {
      title: 'Exim 的中继主机写法有误：{subject}',
      because: '路由 {router} 将所有邮件发往“{subject}”：{faultZh}。邮件因此发往不存在的主机，或滞留队列。',
      allClear: '中继主机写法正确',
    },
  },
  fix: [
    {
      do: {
        en: "Write it as {meant}; on Debian: dc_smarthost='{meant}' in /etc/exim4/update-exim4.conf.conf",
        zh: "改为 {meant}；Debian：在 /etc/exim4/update-exim4.conf.conf 中设置 dc_smarthost='{meant}'",
      },
      command: 'grep -n dc_smarthost /etc/exim4/update-exim4.conf.conf',
      risk: 'none',
    },
    {
      do: { en: 'Make the configuration anew, and send what waits', zh: '重新生成配置并发送滞留邮件' },
      command: 'update-exim4.conf && systemctl reload exim4 && exim -qff',
      risk: 'reload',
    },
  ],
  verify: ['exim -bt somebody@example.net'],
  references: ['https://www.exim.org/exim-html-current/doc/html/spec_html/ch-the_manualroute_router.html'],
})
