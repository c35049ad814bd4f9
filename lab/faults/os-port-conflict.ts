import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'os-port-conflict',
  story: 'Somebody tested with smtp-sink and left it running: Postfix cannot have port 25.',
  expects: [{ condition: 'os-port-conflict', subject: '25' }],
  async change(lab) {
    await lab.a.must('systemctl stop postfix; systemd-run --quiet --unit=smtp-test smtp-sink -u postfix -h sink.example-a.test 0.0.0.0:25 100')
    await lab.a.shell('sleep 0.5; systemctl start postfix; sleep 1')
  },
  symptoms: [
    { where: 'a$ journalctl --no-pager -t postfix/master -t postfix', matches: /Address already in use/ },
    { where: 'a$ ss -Hltnp sport = :25', matches: /smtp-sink/ },
  ],
}

export default fault
