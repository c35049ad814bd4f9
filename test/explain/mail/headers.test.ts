import { describe, expect, test } from 'vitest'
import { readHeaders } from '../../../src/explain/mail/headers.ts'

const text = `Return-Path: <alice@sender.example>
ARC-Seal: i=1; a=rsa-sha256; d=list.example; s=k; cv=none; b=x
ARC-Authentication-Results: i=1; list.example; dkim=pass header.d=sender.example; spf=pass smtp.mailfrom=alice@sender.example
Authentication-Results: mx.receiver.example;
\tdkim=fail (body hash did not verify) header.d=sender.example;
\tspf=softfail smtp.mailfrom=list@list.example;
\tdmarc=fail (p=none) header.from=sender.example
DKIM-Signature: v=1; a=rsa-sha256; d=sender.example; s=2026; b=x
Received: from list.example (list.example [192.0.2.2]) by mx.receiver.example
 with ESMTPS id 3 (using TLSv1.3); Tue, 30 Jun 2026 10:05:30 +0200 (CEST)
Received: from out.sender.example by list.example with ESMTP id 2; Tue, 30 Jun 2026 08:00:02 +0000
Received: from [10.0.0.5] by out.sender.example with ESMTPSA id 1; Tue, 30 Jun 2026 08:00:00 +0000
From: Alice <alice@sender.example>`

describe('the headers of a mail', () => {
  const reading = readHeaders(text)

  test('show where time was lost, oldest hop first', () => {
    expect(reading.hops.map(({ by, delaySeconds, encrypted }) => [by, delaySeconds, encrypted])).toEqual([
      ['out.sender.example', undefined, true],
      ['list.example', 2, false],
      ['mx.receiver.example', 328, true],
    ])
  })

  test('show what each receiver saw, and who signed', () => {
    expect(reading.results.map(({ server, method, result }) => `${server} ${method}=${result}`)).toEqual(
      expect.arrayContaining([
        'mx.receiver.example dkim=fail',
        'mx.receiver.example spf=softfail',
        'mx.receiver.example dmarc=fail',
        'list.example dkim=pass',
      ]),
    )
    expect(reading.signatures).toEqual([{ domain: 'sender.example', selector: '2026' }])
    expect(reading.arcSets).toBe(1)
  })

  test('a receiver that leaves its own name out, and an address that stands in the comment', () => {
    const { results } = readHeaders(
      'Authentication-Results: spf=pass (sender IP is 192.0.2.1; ok) smtp.mailfrom=sender.example; dkim=fail (body hash did not verify) header.d=sender.example header.s=s1 header.b=abcdefgh',
    )
    expect(results).toEqual([
      {
        server: '?',
        method: 'dkim',
        result: 'fail',
        about: 'sender.example',
        comment: 'body hash did not verify',
        selector: 's1',
        mark: 'abcdefgh',
      },
      {
        server: '?',
        method: 'spf',
        result: 'pass',
        about: 'sender.example',
        comment: 'sender IP is 192.0.2.1; ok',
        address: '192.0.2.1',
        mailFrom: 'sender.example',
      },
    ])
  })

  test.each([
    ['from helo.example (name.example [192.0.2.1]) by b', '192.0.2.1', 'helo.example'],
    ['from [IPv6:2001:db8::1] by b', '2001:db8::1', '[IPv6:2001:db8::1]'],
    ['from name.example ([192.0.2.1] helo=helo.example) by b', '192.0.2.1', 'helo.example'],
    ['from unknown (HELO helo.example) (192.0.2.1) by b', '192.0.2.1', 'helo.example'],
    ['from a.example (2001:db8:1::29) by b with HTTPS', '2001:db8:1::29', 'a.example'],
    ['by 2002:a05:6000 with SMTP id x', undefined, undefined],
  ])('who handed over: %s', (value, address, helo) => {
    expect(readHeaders(`Received: ${value}; Tue, 30 Jun 2026 08:00:00 +0000`).hops).toMatchObject([
      { address, helo },
    ])
  })

  test('a broken date is unknown, not zero', () => {
    const [hop] = readHeaders('Received: from a by b with SMTP; some day').hops
    expect(hop).toMatchObject({ at: undefined, delaySeconds: undefined, encrypted: false })
  })
})
