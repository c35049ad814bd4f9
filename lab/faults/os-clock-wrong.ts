import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'os-clock-wrong',
  story: "The host's clock is forty days slow.",
  expects: [{ condition: 'os-clock-wrong' }],
  async change(lab) {
    const library = lab.state.debian === 12 ? '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1' : '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
    await lab.a.write('/etc/faketimerc', '-40d\n')
    await lab.a.write('/etc/systemd/system.conf.d/clock.conf', '[Manager]\nDefaultEnvironment=FAKETIME_DONT_FAKE_MONOTONIC=1\n')
    await lab.a.write('/etc/rsyslog.d/clock.conf', 'module(load="imuxsock" SysSock.IgnoreTimestamp="off" SysSock.UseSysTimeStamp="off")\n')
    await lab.a.must(`sed -i 's/^module(load="imuxsock")/#&/' /etc/rsyslog.conf; echo ${library} > /etc/ld.so.preload`)
    await lab.a.must('systemctl daemon-reexec; systemctl restart systemd-journald rsyslog unbound redis-server rspamd dovecot postfix')
  },
  settleSeconds: 10,
  symptoms: [
    { where: 'a$ date', matches: /./ },
    { where: 'a:/var/log/mail.log', matches: /certificate|Name service error/ },
  ],
}

export default fault
