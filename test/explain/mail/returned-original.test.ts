import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnedOriginal } from '../../../src/explain/mail/returned-original.ts'

function originalOf(mail: string): string | undefined {
  const found = returnedOriginal(Buffer.from(mail, 'latin1'))
  return found === undefined ? undefined : Buffer.from(found).toString('latin1')
}

const parts = (type: string, body: string, end = '\n--b--\n'): string =>
  `From: x@example.com\nContent-Type: multipart/report;\n boundary=b\n\n--b\n\nnotice\n--b\nContent-Type: ${type}\n\n${body}${end}`

test.each([
  ['a whole message', parts('message/rfc822', 'Subject: a\n\nbody'), 'Subject: a\n\nbody'],
  ['headers alone', parts('text/rfc822-headers; charset=us-ascii', 'Subject: a'), 'Subject: a'],
  ['of other letters', parts('message/global', 'Subject: \xfc\n\nx'), 'Subject: \xfc\n\nx'],
  ['cut off before its end', parts('message/rfc822', 'Subject: a\n\nbo', ''), 'Subject: a\n\nbo'],
  ['in base64', parts('message/rfc822\nContent-Transfer-Encoding: base64', 'QTogYg=='), 'A: b'],
  [
    'qmail',
    'Subject: failure notice\n\nHi.\n\n--- Below this line is a copy of the message.\n\nA: b\n\nc',
    'A: b\n\nc',
  ],
  [
    'Exim',
    'Subject: x\n\n------ This is a copy of your message, including all the headers. ------\n\nA: b\n',
    'A: b\n',
  ],
  ['no original', parts('text/plain', 'Subject: a'), undefined],
  ['no bounce at all', 'Subject: a\n\nhello', undefined],
  ['nothing', '', undefined],
])('%s', (_, mail, original) => expect(originalOf(mail)).toBe(original))

test('CRLF before a delimiter is not part of the original', () => {
  const mail = parts('message/rfc822', 'A: b\n\nc').replaceAll('\n', '\r\n')
  expect(originalOf(mail)).toBe('A: b\r\n\r\nc')
})

test('never throws, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, inPart) => {
      const tail = Buffer.from(bytes).toString('latin1')
      originalOf(inPart ? parts('message/rfc822', tail) : tail)
    }),
  )
})
