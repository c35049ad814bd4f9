import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'os-port-conflict',
  story:
    'An experiment with containers left a systemd socket that forwards port 25 elsewhere: Postfix cannot have it.',
  expects: [{ condition: 'os-port-conflict', subject: '25' }],
  async change(lab) {
    await lab.a.must('systemctl stop postfix')
    await lab.a.write(
      '/etc/systemd/system/mail-forward.socket',
      '[Socket]\nListenStream=0.0.0.0:25\n[Install]\nWantedBy=sockets.target\n',
    )
    await lab.a.write(
      '/etc/systemd/system/mail-forward.service',
      '[Service]\nExecStart=/lib/systemd/systemd-socket-proxyd 203.0.113.20:25\n',
    )
    await lab.a.must('systemctl daemon-reload; systemctl enable --now mail-forward.socket 2>/dev/null')
    await lab.a.shell('systemctl start postfix; sleep 1')
  },
  symptoms: [
    {
      where: 'a$ grep postfix/master /var/log/mail.log',
      matches: /bind 0\.0\.0\.0 port 25: Address already in use/,
    },
    { where: 'b:/var/log/mail.log', matches: /Relay access denied|Connection refused/ },
  ],
}

export default fault
