import type { MessageGroup } from '../../../logs/mail-log.ts'
import { loggedCondition } from '../../logged-condition.ts'

/** 2.4: `Plugin 'quotta' not found from directory …`; a plugin that wants another names that one. */
const names = [
  /Plugin '?([A-Za-z0-9_]{1,60})'? not found from directory/,
  /Couldn't load required plugin \S{0,200}?\/lib(?:\d\d_)?([A-Za-z0-9_]{1,60}?)_plugin\.so/,
  /Plugin ([A-Za-z0-9_]{1,60}) must be loaded also/,
]

/**
 * A name in mail_plugins that no installed plugin has (misspelt, or its package is not installed), or one
 * that needs another: the process of every session and of every delivery ends at once.
 */
export const dovecotPluginMissing = loggedCondition({
  id: 'dovecot-plugin-missing',
  topic: 'downtime',
  severity: 'critical',
  query: {
    contains: ['not found from directory', "Couldn't load required plugin"],
    endedByStartOf: 'dovecot',
  },
  // Out of address space it cannot load any plugin: dovecot-vsz-limit-memory.
  accepts: ({ text }) => !/failed to map segment|annot allocate memory/.test(text),
  subject: pluginOf,
  confidence: 'certain',
  marks: () => ['program:dovecot', 'socket:private/dovecot-lmtp'],
  explains: [
    { condition: 'logins-failing' },
    { condition: 'deliveries-deferred', when: (_, { subject }) => /dovecot|lmtp/.test(subject) },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-lmtp-unreachable',
      toldApartBy: {
        en: 'the socket answers; the process behind it ends',
        zh: '套接字有应答，但其后的进程退出',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot cannot load the plugin {subject}',
      because:
        'The plugin {subject}, which mail_plugins names, cannot be loaded ({count} times). Dovecot ends every session and every delivery that asks for it: users are logged out at once and mail waits.',
      allClear: 'Dovecot loads all its plugins',
    },
    zh: {
      title: 'Dovecot 无法加载插件 {subject}',
      because:
        'mail_plugins 中的插件 {subject} 无法加载（{count} 次）。Dovecot 会终止所有需要它的会话和投递：用户一登录就被断开，邮件在等待。',
      allClear: 'Dovecot 的插件均可加载',
    },
  },
  fix: [
    {
      do: {
        en: 'See which plugins are asked for, and which are installed',
        zh: '查看需要哪些插件、已安装哪些',
      },
      command: 'doveconf -n | grep -A4 mail_plugins; ls /usr/lib/dovecot/modules',
      risk: 'none',
    },
    {
      do: {
        en: 'Correct the name, install its package (dovecot-sieve, dovecot-solr …), or load the plugin that it needs before it; then reload',
        zh: '更正名称、安装对应的软件包（dovecot-sieve、dovecot-solr 等），或先加载它所依赖的插件；然后重新加载',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ["journalctl --since -10min --no-pager | grep -c 'required plugin'"],
  references: ['https://doc.dovecot.org/main/core/settings/types.html#boolean-list'],
})

function pluginOf({ text }: MessageGroup): string {
  for (const pattern of names) {
    const name = pattern.exec(text)?.[1]
    if (name !== undefined) return name
  }
  return 'mail_plugins'
}
