import { appleProfile } from '../../collect/clients/apple-profile.ts'
import { autoconfig } from '../../collect/clients/autoconfig.ts'
import { autodiscover } from '../../collect/clients/autodiscover.ts'
import { clientSettings } from '../../collect/clients/client-settings.ts'
import { jmap } from '../../collect/clients/jmap.ts'
import { providerDatabase } from '../../collect/clients/provider-database.ts'
import type { PublishedSettings } from '../../collect/clients/published-settings.ts'
import type { Fact } from '../../collect/fact.ts'
import { clientDialogues } from '../../collect/servers/client-dialogues.ts'
import { bestServer, serverWords, userNameWords } from '../client-programs.ts'
import type { Text } from '../condition.ts'
import { type ExhibitRow, exhibit, type Words } from '../exhibit.ts'

/** What to type into the usual mail programs, and which of them find it by themselves. */
export const clientSettingsTable = exhibit({
  id: 'client-settings',
  title: { en: 'Settings for mail programs', zh: '邮件客户端设置' },
  facts: {
    settings: clientSettings,
    clients: clientDialogues,
    autoconfig,
    autodiscover,
    database: providerDatabase,
    apple: appleProfile,
    jmap,
  },
  show: ({ settings, clients, autoconfig, autodiscover, database, apple, jmap }, domain) => {
    const all = clients.status === 'known' ? clients.value : []
    const published = settings.status === 'known' ? settings.value : []
    const incoming = bestServer('incoming', all, published)
    const outgoing = bestServer('outgoing', all, published)
    if (incoming === undefined && outgoing === undefined) return undefined
    const user = userNameWords(published, domain)
    const password = incoming?.password ?? outgoing?.password ?? ''
    const row = (what: Words, value: Words): ExhibitRow => ({ cells: [what, value] })
    const server = (what: Words, one: typeof incoming): ExhibitRow => ({
      cells: [what, serverWords(one)],
      status: one === undefined ? 'problem' : 'fine',
    })
    return {
      columns: [
        { en: 'setting', zh: '设置' },
        { en: 'value', zh: '值' },
      ],
      rows: [
        server({ en: 'Incoming', zh: '收件服务器' }, incoming),
        server({ en: 'Outgoing', zh: '发件服务器' }, outgoing),
        row({ en: 'User name', zh: '用户名' }, user),
        row({ en: 'Password', zh: '密码' }, password),
        row(
          { en: 'Thunderbird, also on Android', zh: 'Thunderbird（含安卓版）' },
          ofThunderbird(autoconfig, database),
        ),
        row('Outlook', found(autodiscover)),
        row('Apple Mail, iPhone', ofApple(apple)),
        row({ en: 'Other mail apps', zh: '其他邮件应用' }, byHand),
        ...(jmap.status === 'known' && jmap.value.fault === undefined ? [row('JMAP', jmap.value.url)] : []),
      ],
    }
  },
})

const byHand: Text = { en: 'these are typed in by hand', zh: '手工填写以上设置' }

/** The domain's own documents first, then the database, as the program does. */
function ofThunderbird(document: Fact<PublishedSettings>, database: Fact<PublishedSettings>): Text {
  const own = found(document)
  if (document.status === 'known' || database.status === 'absent') return own
  if (database.status === 'known')
    return { en: 'finds them in its database of providers', zh: '从其服务商数据库中获取' }
  if (document.status === 'unknown') return own
  return {
    en: 'typed in by hand, unless its database of providers knows them (could not be asked)',
    zh: '手工填写；除非其服务商数据库中有记录（无法查询）',
  }
}

function ofApple(profile: Fact<PublishedSettings>): Text {
  if (profile.status !== 'known' || profile.value.fault !== undefined)
    return {
      en: 'typed in by hand, or --format mobileconfig',
      zh: '手工填写；或用 --format mobileconfig 生成描述文件',
    }
  const url = profile.value.url.replace(/\?.*/, '')
  return { en: `a profile to open: ${url}`, zh: `打开描述文件：${url}` }
}

function found(document: Fact<PublishedSettings>): Text {
  if (document.status === 'unknown') return { en: 'could not tell', zh: '无法判断' }
  if (document.status === 'absent') return byHand
  return document.value.fault === undefined
    ? { en: 'finds them by itself', zh: '自动获取' }
    : { en: 'typed in by hand: its document is broken', zh: '手工填写：自动配置文档有误' }
}
