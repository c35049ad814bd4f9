import type { Fault } from '../fault.ts'
import { LOCAL_23 } from '../setup/dovecot.ts'

const fault: Fault = {
  id: 'dovecot-24-config-incompatible',
  story: 'After the upgrade to Debian 13, Dovecot 2.4 refuses the settings of 2.3 and does not start.',
  expects: [{ condition: 'dovecot-24-config-incompatible', subject: '/etc/dovecot/local.conf' }],
  debian: 13,
  async change(lab) {
    await lab.a.write('/etc/dovecot/local.conf', LOCAL_23)
    await lab.a.shell('systemctl restart dovecot')
  },
  symptoms: [
    { where: 'a$ journalctl -u dovecot --no-pager', matches: /(Unknown setting|Fatal|Error).*|doveconf/ },
    { where: 'transcript', matches: /ECONNREFUSED/ },
  ],
}

export default fault
