import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-start-refused',
  server: 'exim',
  story: 'QUEUEINTERVAL was set to 30, without a unit.',
  expects: [{ condition: 'exim-start-refused', subject: 'exim4.service' }],
  async change(lab) {
    await lab.a.must(`
      sed -i "s/^QUEUEINTERVAL.*/QUEUEINTERVAL='30'/" /etc/default/exim4
      systemctl restart exim4 || true`)
  },
  symptoms: [{ where: 'a$ journalctl -u exim4 --no-pager', matches: /bad time value -q30/ }],
}

export default fault
