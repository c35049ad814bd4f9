import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'maps-database-missing',
  story: 'main.cf and its tables were copied to a new server, but not the indexed files.',
  expects: [{ condition: 'maps-database-missing', subject: '/etc/postfix/vmailbox' }],
  async change(lab) {
    await lab.a.must('rm /etc/postfix/vmailbox.db; systemctl restart postfix')
  },
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /open database \/etc\/postfix\/vmailbox\.db: No such file or directory/,
    },
    { where: 'a:/var/log/mail.log', matches: /451 4\.3\.0 .*Temporary lookup failure/ },
  ],
}

export default fault
