import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'exim-scanner-down',
  server: 'exim',
  story: 'Mail is scanned by clamd, and clamd does not run: every message is put off after DATA.',
  expects: [{ condition: 'exim-malware-acl-scanner-down', subject: '/run/clamav/clamd.ctl' }],
  async change(lab) {
    await lab.a.must(`
      sed -i '1i av_scanner = clamd:/run/clamav/clamd.ctl\\nCHECK_DATA_LOCAL_ACL_FILE = /etc/exim4/scan' /etc/exim4/conf.d/main/000_localmacros
      printf 'deny\\n  malware = *\\n  message = This message was detected as possible malware ($malware_name).\\n' > /etc/exim4/scan
      update-exim4.conf && systemctl reload exim4`)
  },
  symptoms: [
    { where: 'a:/var/log/exim4/mainlog', matches: /malware acl condition: clamd.*unable to connect/ },
  ],
}

export default fault
