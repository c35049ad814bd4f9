import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-split-config-ignored',
  server: 'exim',
  story: 'A setting was written into exim4.conf.template, while Exim is made of the files in conf.d.',
  expects: [{ condition: 'exim-debian-split-config-ignored', subject: 'exim4.conf.template' }],
  async change(lab) {
    await lab.a.must(
      `sed -i '1i # larger mails, please\\nMESSAGE_SIZE_LIMIT = 100M' /etc/exim4/exim4.conf.template; sleep 3; touch /etc/exim4/exim4.conf.template`,
    )
  },
  symptoms: [{ where: 'a$ exim -bP message_size_limit', matches: /50M/ }],
}

export default fault
