import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotProtocols } from '../../../collect/dovecot/listeners.ts'
import { dovecotState } from '../../../collect/dovecot/state.ts'
import { installedPackages } from '../../../collect/system/packages.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Packages that are installed to serve something; dovecot-core alone may be there for its log-ins only. */
const serving = ['dovecot-imapd', 'dovecot-pop3d', 'dovecot-lmtpd']

/** Dovecot 2.4 runs and serves nothing: `protocols` is empty by default since 2.4. */
export const dovecot24ProtocolsEmpty = condition({
  id: 'dovecot-24-protocols-empty',
  topic: 'updates',
  severity: 'critical',
  needs: { configuration: dovecotConfiguration, state: dovecotState, packages: installedPackages },
  detect: ({ configuration, state, packages }) => {
    if (configuration.status === 'absent' || state.status === 'absent')
      return notApplicable('Dovecot is not installed here')
    const { syntax, refusal, source, path } = configuration.value
    if (syntax !== '2.4' || refusal !== undefined || !state.value.running)
      return notApplicable('no running Dovecot 2.4')
    const protocols = dovecotProtocols(configuration.value)
    if (protocols === undefined || protocols.length > 0 || source === 'files')
      return fine(configuration.evidence)
    const installed = packages.status === 'known' ? serving.filter((name) => packages.value.has(name)) : []
    if (installed.length === 0) return fine(configuration.evidence)
    return problem({
      subject: path,
      confidence: 'certain',
      evidence: [...configuration.value.evidence('protocols'), ...state.value.evidence],
      values: { packages: installed.join(', ') },
      marks: ['program:dovecot', 'port:143', 'port:993', 'port:110', 'port:995'],
    })
  },
  explains: [
    { condition: 'service-not-listening' },
    { condition: 'dovecot-lmtp-unreachable', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-stopped',
      toldApartBy: {
        en: 'Dovecot runs; it was told to serve no protocol',
        zh: 'Dovecot 在运行，但没有启用任何协议',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot runs but serves no protocol',
      because:
        'Since 2.4 the setting "protocols" is empty unless it is set, and it is not set in {subject}, though {packages} ' +
        'are installed. Dovecot listens on no port.',
      allClear: 'Dovecot serves its protocols',
    },
    zh: {
      title: 'Dovecot 在运行，但没有提供任何协议',
      because:
        '自 2.4 起，“protocols” 默认为空；{subject} 中没有设置它，尽管已安装 {packages}。Dovecot 没有监听任何端口。',
      allClear: 'Dovecot 正在提供所需协议',
    },
  },
  fix: [
    {
      do: {
        en: 'In {subject}, set: protocols = imap lmtp (and pop3, sieve where you want them)',
        zh: '在 {subject} 中设置：protocols = imap lmtp（需要时加上 pop3、sieve）',
      },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['doveconf protocols', "ss -ltn | grep -E ':(143|993) '"],
  references: ['https://doc.dovecot.org/main/installation/upgrade/2.3-to-2.4.html'],
})
