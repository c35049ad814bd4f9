import type { HealthyVariant } from '../fault.ts'
import greylisting from '../faults/remote-greylisting.ts'
import { pause } from '../hosts/host.ts'
import { message, runSteps } from '../traffic/traffic.ts'

const variant: HealthyVariant = {
  id: 'greylisting-peer-accepts',
  story: 'A receiver put the first message off and took it at the second try.',
  async change(lab) {
    await greylisting.change(lab)
    await lab
      .host('d')
      .must(`pkill postgrey; sleep 0.3; postgrey --inet=127.0.0.1:10023 --delay=2 --daemonize`)
    await runSteps(lab, [message('alice writes to d for the first time', 'bob@example-d.test')])
    await pause(4000)
    await lab.a.must('postqueue -f; sleep 2')
  },
  signs: [
    { where: 'a:/var/log/mail.log', matches: /status=deferred.*Greylisted/ },
    { where: 'a:/var/log/mail.log', matches: /to=<bob@example-d\.test>.*status=sent/ },
  ],
}

export default variant
