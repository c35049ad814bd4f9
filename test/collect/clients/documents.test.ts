import { describe, expect, test } from 'vitest'
import { readAutoconfig } from '../../../src/collect/clients/autoconfig-document.ts'
import { autodiscoverRequest, readAutodiscover } from '../../../src/collect/clients/autodiscover-document.ts'
import { readXml } from '../../../src/collect/clients/xml.ts'

const seen = { kind: 'http', where: 'https://autoconfig.example.org/', text: 'HTTP 200', at: '' } as const

describe('autoconfig 1.1', () => {
  const document = (servers: string) =>
    `<clientConfig version="1.1"><emailProvider id="example.org"><domain>example.org</domain>${servers}</emailProvider></clientConfig>`
  const imap =
    '<incomingServer type="imap"><hostname>IMAP.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType><authentication>password-cleartext</authentication><authentication>OAuth2</authentication><username>%EMAILADDRESS%</username></incomingServer>'
  const smtp =
    '<outgoingServer type="smtp"><hostname>smtp.example.org.</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer>'

  test('servers in both directions', () => {
    expect(readAutoconfig(document(imap + smtp), 'example.org', seen)).toMatchObject({
      settings: [
        {
          source: 'autoconfig',
          protocol: 'imap',
          host: 'imap.example.org',
          port: 993,
          security: 'implicit',
          authentication: ['password-cleartext', 'OAuth2'],
          userName: '%EMAILADDRESS%',
        },
        { protocol: 'smtp', host: 'smtp.example.org', port: 587, security: 'starttls' },
      ],
    })
  })

  test.each([
    ['another document', '<html></html>', '<html> is not a clientConfig with an emailProvider'],
    ['no server', document(''), 'no server of a kind that is known'],
    ['a port that is none', document(imap.replace('993', '99999')), 'no server of a kind that is known'],
    [
      'a host that is none',
      document(imap.replace('IMAP.%EMAILDOMAIN%', 'a b/c')),
      'no server of a kind that is known',
    ],
    ['not XML', 'oops', 'not XML as it must be: text outside of the root element'],
  ])('%s', (_, text, error) => expect(readAutoconfig(text, 'example.org', seen)).toEqual({ error }))
})

describe('Autodiscover', () => {
  const answer = (account: string) =>
    `<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">${account}</Response></Autodiscover>`
  const protocol = (type: string, port: number, more = '') =>
    `<Protocol><Type>${type}</Type><Server>mail.example.org</Server><Port>${port}</Port><LoginName>a@example.org</LoginName>${more}</Protocol>`

  test('what is asked is XML with the address in it', () => {
    expect(readXml(autodiscoverRequest('mailmedic@example.org'))).toMatchObject({ name: 'autodiscover' })
  })

  test.each([
    ['IMAP', 993, '<SSL>on</SSL>', 'implicit'],
    ['IMAP', 143, '<SSL>on</SSL><Encryption>TLS</Encryption>', 'starttls'],
    ['SMTP', 587, '<SSL>on</SSL>', 'starttls'],
    ['SMTP', 465, '<Encryption>SSL</Encryption>', 'implicit'],
    ['POP3', 110, '<SSL>off</SSL>', 'none'],
    ['POP3', 110, '<Encryption>None</Encryption>', 'none'],
  ])('%s on %d with %s', (type, port, more, security) => {
    const read = readAutodiscover(answer(`<Account>${protocol(type, port, more)}</Account>`), seen)
    expect(read).toMatchObject({
      settings: [
        { protocol: type.toLowerCase(), host: 'mail.example.org', port, security, userName: 'a@example.org' },
      ],
    })
  })

  test.each([
    [
      'Exchange',
      '<Account><Protocol><Type>EXCH</Type><Server>ex.example.org</Server></Protocol></Account>',
      { exchange: 'ex.example.org' },
    ],
    [
      'a redirection',
      '<Account><Action>redirectUrl</Action><RedirectUrl>https://x.test/</RedirectUrl></Account>',
      { redirect: 'https://x.test/' },
    ],
    [
      'an error',
      '<Error><ErrorCode>500</ErrorCode><Message>no such user</Message></Error>',
      { error: 'it answers with an error: no such user' },
    ],
    ['nothing', '', { error: 'no account in it' }],
  ])('%s', (_, account, expected) => expect(readAutodiscover(answer(account), seen)).toEqual(expected))
})
