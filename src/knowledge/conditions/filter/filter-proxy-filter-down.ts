import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixContentFilters } from '../../../collect/postfix/content-filters.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { programAt } from '../../filter-programs.ts'

/**
 * Postfix hands all mail to a filter (Amavis, a virus scanner) that is not there: with content_filter it
 * waits in the queue, with smtpd_proxy_filter it is refused. FILTER_README, SMTPD_PROXY_README.
 */
export const filterProxyFilterDown = condition({
  id: 'filter-proxy-filter-down',
  topic: 'downtime',
  severity: 'critical',
  needs: { filters: postfixContentFilters },
  optional: { log: mailLog },
  detect: ({ filters, log }) => {
    if (filters.status === 'absent' || filters.value.length === 0)
      return notApplicable('no filter takes the mail whole')
    return filters.value.map(({ endpoint, parameter, evidence, state }) => {
      const { text, port, host, socketPath } = endpoint
      const subject = text.replace(/^inet:/, '')
      if (state.status !== 'known')
        return state.status === 'unknown' ? couldNotTell(state.because, subject) : fine(evidence, subject)
      // A filter elsewhere that is slow to answer is no proof.
      if (!['refused', 'missing', 'not-a-socket'].includes(state.value.state))
        return fine(state.value.evidence, subject)
      const said =
        log.status === 'known' ? findMessages(log.value, { contains: 'connect to proxy filter' }) : []
      return problem({
        subject,
        confidence: 'certain',
        evidence: [
          ...state.value.evidence,
          ...evidence,
          ...said.slice(0, 2).map(({ lastExample }) => lastExample),
        ],
        values: { parameter, program: programAt(text) ?? (port === 10024 ? 'amavis' : subject) },
        marks: [
          `socket:${socketPath ?? text}`,
          ...(port === undefined ? [] : [`endpoint:${host}:${port}`, `port:${port}`]),
        ],
      })
    })
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (cause, { subject }) => subject.endsWith(`]${cause.subject.replace(/^.*(?=:)/, '')}`),
    },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'service-not-listening' },
    { condition: 'queue-one-destination-dominates' },
  ],
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: {
        en: 'it is no milter: mail is handed to it whole',
        zh: '它不是 milter：邮件被整封交给它',
      },
    },
    {
      condition: 'dovecot-lmtp-unreachable',
      toldApartBy: {
        en: 'mail stops at the filter, before any mailbox',
        zh: '邮件停在过滤器处，尚未到达邮箱',
      },
    },
  ],
  texts: {
    en: {
      title: 'The content filter at {subject} does not answer',
      because:
        '{parameter} has Postfix hand every message to the filter at {subject}, and nobody takes connections there. With content_filter all mail waits in the queue; with smtpd_proxy_filter senders are told to try again later.',
      allClear: 'the content filter at {subject} answers',
    },
    zh: {
      title: '内容过滤器 {subject} 无应答',
      because:
        '{parameter} 要求 Postfix 把每封邮件交给 {subject} 处的过滤器，而那里无人接受连接。使用 content_filter 时所有邮件在队列中等待；使用 smtpd_proxy_filter 时发件方被告知稍后再试。',
      allClear: '内容过滤器 {subject} 有应答',
    },
  },
  fix: [
    {
      do: { en: 'See why {program} does not run', zh: '查看 {program} 为何未运行' },
      command: 'systemctl status {program} --no-pager -l',
      risk: 'none',
    },
    {
      do: { en: 'Start it, and let the queue run', zh: '启动它并让队列重新投递' },
      command: 'systemctl restart {program} && postqueue -f',
      risk: 'restart',
    },
    {
      do: {
        en: 'If the filter is gone for good, take {parameter} out of the configuration, reload, and requeue what waits: postsuper -r ALL',
        zh: '若过滤器已永久停用，从配置中去掉 {parameter}，重新加载，并把等待的邮件重新入队：postsuper -r ALL',
      },
      risk: 'reload',
    },
  ],
  verify: ['postqueue -p | tail -1'],
  references: [
    'https://www.postfix.org/FILTER_README.html',
    'https://www.postfix.org/SMTPD_PROXY_README.html',
  ],
})
