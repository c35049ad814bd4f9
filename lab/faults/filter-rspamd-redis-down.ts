import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'filter-rspamd-redis-down',
  story: 'Redis was stopped: Rspamd has no statistics and no history.',
  expects: [{ condition: 'filter-rspamd-redis-down', subject: '127.0.0.1:6379' }],
  async change(lab) {
    await lab.a.must('systemctl stop redis-server')
  },
  symptoms: [
    {
      where: 'a:/var/log/rspamd/rspamd.log',
      matches: /redis.*(Connection refused|cannot connect|error)|(Connection refused|cannot).*redis/,
    },
  ],
}

export default fault
