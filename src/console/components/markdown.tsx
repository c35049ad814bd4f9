import { Command } from './copy.tsx'

type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** The part of Markdown that our own reports are written in; all that stands in it is shown as text. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div class="stack">
      {blocksOf(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>
    case 'code':
      return <Command text={block.text} />
    case 'list':
      return (
        <ul class="bullets">
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'paragraph':
      return <p class="measure">{block.text}</p>
  }
}

/** Headings (`## …`), lists (`- …`), fenced code, paragraphs. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let fence: { readonly mark: string; readonly lines: string[] } | undefined
  let open: string[] = []
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open))
    open = []
  }
  for (const line of text.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0]
    if (fence !== undefined) {
      if (line === fence.mark) {
        blocks.push({ kind: 'code', text: fence.lines.join('\n') })
        fence = undefined
      } else fence.lines.push(line)
    } else if (mark !== undefined) {
      close()
      fence = { mark, lines: [] }
    } else if (line.trim() === '') close()
    else if (line.startsWith('## ')) {
      close()
      blocks.push({ kind: 'heading', text: plain(line.slice(3)) })
    } else open.push(line)
  }
  close()
  return blocks
}

function blockOf(lines: readonly string[]): Block {
  return lines.every((line) => line.startsWith('- '))
    ? { kind: 'list', items: lines.map((line) => plain(line.slice(2))) }
    : { kind: 'paragraph', text: lines.map(plain).join('\n') }
}

/** Takes the backslashes away that made a text of servers harmless in Markdown. */
export function plain(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
