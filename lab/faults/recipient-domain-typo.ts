import type { Fault } from '../fault.ts'
import { message } from '../traffic/traffic.ts'

const fault: Fault = {
  id: 'recipient-domain-typo',
  story: 'Alice mistypes the domain of a friend.',
  expects: [{ condition: 'recipient-domain-typo', subject: 'exmaple-b.test' }],
  async change() {
    // nothing is changed
  },
  traffic: () => [message('alice mistypes a domain', 'bob@exmaple-b.test')],
  symptoms: [
    {
      where: 'a:/var/log/mail.log',
      matches: /to=<bob@exmaple-b\.test>.*status=bounced.*(Domain|Host).*not found/,
    },
  ],
}

export default fault
