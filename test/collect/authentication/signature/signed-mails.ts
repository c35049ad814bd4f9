import { createHash, generateKeyPairSync, sign } from 'node:crypto'

/** Example of RFC 8463 appendix A.3: one message, signed with Ed25519 and with RSA. */
export const rfc8463 = {
  keys: {
    'brisbane._domainkey.football.example.com TXT': [
      'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
    ],
    'test._domainkey.football.example.com TXT': [
      'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
    ],
  },
  headers: [
    'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;',
    ' d=football.example.com; i=@football.example.com;',
    ' q=dns/txt; s=brisbane; t=1528637909; h=from : to :',
    ' subject : date : message-id : from : subject : date;',
    ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
    ' b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus',
    ' Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==',
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;',
    ' d=football.example.com; i=@football.example.com;',
    ' q=dns/txt; s=test; t=1528637909; h=from : to : subject :',
    ' date : message-id : from : subject : date;',
    ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
    ' b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3',
    ' DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz',
    ' dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=',
    'From: Joe SixPack <joe@football.example.com>',
    'To: Suzie Q <suzie@shopping.example.net>',
    'Subject: Is dinner ready?',
    'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)',
    'Message-ID: <20030712040037.46341.5F8J@football.example.com>',
  ].join('\n'),
  body: 'Hi.\n\nWe lost the game.  Are you hungry yet?\n\nJoe.\n',
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
export const otherKey = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64')

/** The key record of what `signed` and `sealed` sign. */
export const keyRecord = `v=DKIM1; k=rsa; p=${spki}`

/** Small letters and single blanks only: as they stand they are their own relaxed form, so that no code of ours makes the text that is signed. */
export const plainFields = ['from:alice@sender.example', 'to:list@list.example', 'subject:hello']
export const plainBody = 'first line\r\nsecond line\r\n'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
const rsa = (text: string): string => sign('sha256', Buffer.from(text), privateKey).toString('base64')

/** A mail signed with DKIM, relaxed/relaxed unless `tags` says otherwise. */
export function signed({
  fields = plainFields,
  body = plainBody,
  domain = 'sender.example',
  tags = '',
  signedBody = body,
  names = 'from:to:subject',
}: {
  fields?: readonly string[]
  body?: string
  domain?: string
  tags?: string
  signedBody?: string
  names?: string
} = {}): string {
  const own = `dkim-signature:v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1; h=${names};${tags === '' ? '' : ` ${tags};`} bh=${sha256(signedBody)}; b=`
  return `${own}${rsa(`${fields.join('\r\n')}\r\n${own}`)}\r\n${fields.join('\r\n')}\r\n\r\n${body}`
}

/** Puts ARC set number `i` on top of a message whose ARC fields are those of `before`, newest first. */
export function sealed(
  { fields = plainFields, body = plainBody }: { fields?: readonly string[]; body?: string },
  domain: string,
  before: readonly string[][] = [],
  said = before.length === 0 ? 'none' : 'pass',
): string[] {
  const i = before.length + 1
  const results = `arc-authentication-results:i=${i}; ${domain}; spf=pass smtp.mailfrom=sender.example; dkim=pass header.d=sender.example`
  const ams = `arc-message-signature:i=${i}; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1; h=from:to:subject; bh=${sha256(body)}; b=`
  const message = `${ams}${rsa(`${fields.join('\r\n')}\r\n${ams}`)}`
  const seal = `arc-seal:i=${i}; a=rsa-sha256; cv=${said}; d=${domain}; s=s1; b=`
  const all = [...before.toReversed().flat(), results, message, seal]
  return [results, message, `${seal}${rsa(all.join('\r\n'))}`]
}
