import type { Explanation } from '../knowledge/explanation.ts'

/** What is shown of one input of `explain`. */
export interface ExplanationPage {
  /** What the input is, where it is more than a reply. */
  readonly heading: string | undefined
  readonly items: readonly ExplainedItem[]
  /** Tables of a header or a report: a title and its lines. */
  readonly tables: readonly { readonly title: string; readonly rows: readonly string[] }[]
}

export interface ExplainedItem {
  /** The recipient, in a bounce. */
  readonly about: string | undefined
  /** The words that were explained, verbatim. */
  readonly quote: string | undefined
  readonly answer: Explanation
}

export interface ExplanationWords {
  readonly permanent: string
  readonly temporary: string
  readonly actor: Readonly<Record<Explanation['actor'], string>>
  readonly confidence: Readonly<Record<Explanation['confidence'], string>>
  readonly saidBy: string
  readonly todo: string
  readonly also: string
  readonly standard: string
  readonly links: string
  readonly here: string
  readonly whoActs: string
}

export const explanationWords: Readonly<Record<'en' | 'zh', ExplanationWords>> = {
  en: {
    permanent: 'permanent',
    temporary: 'temporary',
    actor: {
      sender: 'the sender',
      'sender-admin': "the sender's admin",
      recipient: 'the recipient',
      'recipient-admin': "the recipient's admin",
      both: 'both admins',
      nobody: 'nobody: wait',
    },
    confidence: { sure: 'its words say so', likely: 'likely', guess: 'a guess: the text says little' },
    saidBy: 'Said by',
    todo: 'What to do',
    also: 'It may also mean',
    standard: 'Standard',
    links: 'Links (at the time of writing)',
    here: 'Seen from here',
    whoActs: 'Who must act',
  },
  zh: {
    permanent: '永久失败',
    temporary: '暂时失败',
    actor: {
      sender: '发件人',
      'sender-admin': '发件方管理员',
      recipient: '收件人',
      'recipient-admin': '收件方管理员',
      both: '双方管理员',
      nobody: '无人：等待即可',
    },
    confidence: { sure: '文字明确说明', likely: '很可能', guess: '推测：文字信息不足' },
    saidBy: '来自',
    todo: '怎么办',
    also: '也可能是',
    standard: '标准',
    links: '链接（撰写时有效）',
    here: '从本机观察',
    whoActs: '由谁处理',
  },
}
