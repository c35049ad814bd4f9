export type CaptureErrorCode =
  | 'unreadable'
  | 'not-a-capture'
  | 'newer-version'
  | 'damaged'
  | 'too-big'
  | 'unwritable'
  | 'not-a-key'

export interface CaptureErrorDetails {
  /** The file. */
  readonly where: string
  /** Line of the inflated file, from 1. */
  readonly line?: number
  readonly found?: number
  readonly supported?: number
  /** What exactly was met, in the words of whoever met it. */
  readonly reason?: string
}

interface ErrorText {
  readonly what: (details: CaptureErrorDetails) => string
  readonly remedy: string
}

export const captureErrorTexts: Readonly<Record<'en' | 'zh', Readonly<Record<CaptureErrorCode, ErrorText>>>> =
  {
    en: {
      unreadable: {
        what: ({ where, reason }) => `capture ${where} cannot be read (${reason}).`,
        remedy: 'Check the path, and that you may read the file.',
      },
      'not-a-capture': {
        what: ({ where, reason }) => `${where} is not a Mailmedic capture (${reason}).`,
        remedy: 'A capture is made on the server with: mailmedic capture --out FILE',
      },
      'newer-version': {
        what: ({ where, found, supported }) =>
          `capture ${where} was made by a newer Mailmedic (format ${found}; this one reads up to ${supported}).`,
        remedy: 'Upgrade with: npm install -g mailmedic@latest',
      },
      damaged: {
        what: ({ where, line, reason }) =>
          `capture ${where} is damaged${line === undefined ? '' : ` at line ${line} of its contents`} (${reason}).`,
        remedy: 'Copy it again in binary mode and compare sizes, or make a new one.',
      },
      'too-big': {
        what: ({ where, reason }) => `capture ${where} is too big to be a real one (${reason}).`,
        remedy: 'Do not trust this file; make a new capture on the server.',
      },
      unwritable: {
        what: ({ where, reason }) => `capture ${where} cannot be written (${reason}).`,
        remedy: 'Choose another place with: mailmedic capture --out FILE',
      },
      'not-a-key': {
        what: ({ where, reason }) => `${where} is not the key file of a capture (${reason}).`,
        remedy: 'The key file was written next to the capture, as CAPTURE.key.',
      },
    },
    zh: {
      unreadable: {
        what: ({ where, reason }) => `无法读取记录文件 ${where}（${reason}）。`,
        remedy: '请检查路径以及读取权限。',
      },
      'not-a-capture': {
        what: ({ where, reason }) => `${where} 不是 Mailmedic 记录文件（${reason}）。`,
        remedy: '请在服务器上生成记录：mailmedic capture --out FILE',
      },
      'newer-version': {
        what: ({ where, found, supported }) =>
          `记录文件 ${where} 由更新版本的 Mailmedic 生成（格式 ${found}，当前版本最高支持 ${supported}）。`,
        remedy: '请升级：npm install -g mailmedic@latest',
      },
      damaged: {
        what: ({ where, line, reason }) =>
          `记录文件 ${where} 已损坏${line === undefined ? '' : `，位置：内容第 ${line} 行`}（${reason}）。`,
        remedy: '请以二进制方式重新复制并比较文件大小，或重新生成。',
      },
      'too-big': {
        what: ({ where, reason }) => `记录文件 ${where} 过大，不像真实的记录（${reason}）。`,
        remedy: '请不要信任该文件；请在服务器上重新生成。',
      },
      unwritable: {
        what: ({ where, reason }) => `无法写入记录文件 ${where}（${reason}）。`,
        remedy: '请换一个位置：mailmedic capture --out FILE',
      },
      'not-a-key': {
        what: ({ where, reason }) => `${where} 不是记录文件的密钥（${reason}）。`,
        remedy: '密钥文件与记录文件写在同一目录，名为 CAPTURE.key。',
      },
    },
  }

/** A capture cannot be used: which, why, and what to do. Never a bug of ours. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError'
  readonly code: CaptureErrorCode
  readonly details: CaptureErrorDetails

  constructor(code: CaptureErrorCode, details: CaptureErrorDetails, cause?: unknown) {
    super(captureErrorText('en', code, details), cause === undefined ? {} : { cause })
    this.code = code
    this.details = details
  }
}

/** Two lines: what is wrong with which file, and what to do. */
export function captureErrorText(
  language: 'en' | 'zh',
  code: CaptureErrorCode,
  details: CaptureErrorDetails,
): string {
  const { what, remedy } = captureErrorTexts[language][code]
  return `${what(details)}\n  ${remedy}`
}
