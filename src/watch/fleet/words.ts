export type Language = 'en' | 'zh'

const shownHosts = 5

/** "a, b and 4 more" */
export function listOfHosts(hosts: readonly string[], language: Language): string {
  const shown = hosts.slice(0, shownHosts)
  const more = hosts.length - shown.length
  if (language === 'zh') return `${shown.join('、')}${more > 0 ? ` 等 ${hosts.length} 台` : ''}`
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

export const fleetWords = {
  en: {
    atOnce: 'many hosts at once',
    title: (title: string, count: number) => `${title} — on ${count} hosts`,
    because: (because: string, hosts: string) => `${because} The same on ${hosts}: look for what they share.`,
    impact: (messages: number, users: number, hosts: number) =>
      `${messages} messages, ${users} users on ${hosts} hosts`,
    silent: {
      title: 'Nothing is heard of {host}',
      because:
        'It has not reported for {seconds} s; it should every {every} s. The host, its network or its Mailmedic is down: what is wrong there cannot be seen from here until it reports again.',
      look: 'Is the host up, and does its watch run?',
      network: 'Can it reach this centre? Its own log says why not.',
    },
    away: {
      title: 'The centre {centre} does not take reports',
      because:
        'No report was taken for {minutes} min: {error}. This host is still watched, and told of by its own channels; the reports are kept and sent later.',
      look: 'Is the centre up, and can it be reached from here?',
      impact: 'The centre does not see this host',
    },
    silentImpact: 'What happens there is not seen',
  },
  zh: {
    atOnce: '多台主机同时',
    title: (title: string, count: number) => `${title} — ${count} 台主机`,
    because: (because: string, hosts: string) => `${because} 同样发生在 ${hosts}：请查它们的共同之处。`,
    impact: (messages: number, users: number, hosts: number) =>
      `${hosts} 台主机上共 ${messages} 封邮件、${users} 个用户`,
    silent: {
      title: '收不到 {host} 的消息',
      because:
        '已有 {seconds} 秒没有报告；应每 {every} 秒一次。主机、网络或其上的 Mailmedic 停了：在它再次报告之前，这里看不到它的问题。',
      look: '主机是否在运行，其监视进程是否在运行？',
      network: '它能否连到本中心？它自己的日志会说明原因。',
    },
    away: {
      title: '中心 {centre} 不接收报告',
      because:
        '已有 {minutes} 分钟没有报告被接收：{error}。本机仍在被监视，并由自己的渠道告知；报告已保存，稍后发送。',
      look: '中心是否在运行，从这里能否连到它？',
      impact: '中心看不到本机',
    },
    silentImpact: '看不到那里发生的事',
  },
} as const
