import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'os-clock-wrong',
  story:
    "The host's clock is forty days slow: it came up without its clock battery, and nothing corrects it.",
  expects: [{ condition: 'os-clock-wrong' }],
  async change(lab) {
    // libfaketime and Rspamd's jemalloc call each other without end, so Rspamd alone keeps the right time.
    await lab.a.must('mkdir -p /etc/systemd/system/rspamd.service.d')
    await lab.a.write(
      '/etc/systemd/system/rspamd.service.d/clock.conf',
      '[Service]\nBindReadOnlyPaths=/dev/null:/etc/ld.so.preload\n',
    )
    for (const root of ['', '/var/spool/postfix']) await lab.a.write(`${root}/etc/faketimerc`, '-40d\n')
    await lab.a.must(
      `sed -i 's/^module(load="imuxsock")/module(load="imuxsock" SysSock.IgnoreTimestamp="on" SysSock.UseSysTimeStamp="off")/' /etc/rsyslog.conf
      systemctl daemon-reload
      systemctl stop postfix dovecot rspamd unbound
      echo /usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1 > /etc/ld.so.preload
      systemctl restart systemd-journald rsyslog
      systemctl start unbound rspamd dovecot postfix`,
      { timeoutSeconds: 60 },
    )
  },
  settleSeconds: 10,
  symptoms: [
    {
      where: `a$ boot=$(awk '/^btime/ { print $2 }' /proc/stat); up=$(cut -d . -f 1 /proc/uptime)
        echo "behind by $(( (boot + up - $(date +%s)) / 86400 )) days"`,
      matches: /behind by (39|40) days/,
    },
    {
      where: 'a$ [ "$(tail -n 1 /var/log/mail.log | cut -c 1-10)" = "$(date +%F)" ] && echo log agrees',
      matches: /log agrees/,
    },
    { where: 'a:/var/log/mail.log', matches: /Name service error|certificate is not yet valid/ },
  ],
}

export default fault
