import { describe, expect, test } from 'vitest'
import { readReply } from '../../src/explain/reply.ts'

/** The same matters in words that no rule was written for, as servers nobody has heard of would say them. */
describe('a matter in other words', () => {
  test.each([
    // However it is denied, written or misspelt.
    ['user-unknown', "550 That person hasn't got a mailbox with us: the user was not found"],
    ['user-unknown', '550 this e-mail adress doesnt exist here'],
    ['user-unknown', '550 5.1.1 unkown recipent'],
    ['mailbox-disabled', '550 The mailbox is currently unavaliable: it has been deactivated'],
    ['mailbox-full', '452 The quote of this recepient was exeeded'],
    ['user-unknown', '550 5.1.1 Recipient address rejected: account deleted by its owner'],
    // Words of two sentences are not one.
    ['message-too-big', '552 Sorry, the user is known. Message larger than we take: limit 10 MB'],
    ['mailbox-full', '552 The mailbox is full.Please write again next week'],
    // Who is meant.
    ['sender-invalid', '550-unrouteable mail domain "localhost" 550 Sender verify failed'],
    ['domain-unknown', '550 unrouteable mail domain "nowhere.example"'],
    ['missing-ptr', '501 5.7.1 <a@example.com>... Sender IP must resolve'],
    ['sender-invalid', '451 4.1.8 <a@example.com>... Sender domain must resolve'],
    ['recipient-rate-limited', '450 4.2.1 Mailbox received too much mail in a short time'],
    ['rate-limited', '451 4.7.1 We received too many messages from your host'],
    ['mailbox-full', "550 5.0.0 bob@example.org... Can't create output"],
    ['local-delivery-failed', "550 /home/bob/.forward: line 1: Can't create output: Permission denied"],
    // What is only thought possible is not what happened.
    ['sender-invalid', '550 That mailbox might be blacklisted or might not exist. Sender verify failed'],
    ['poor-reputation', '554 Too many rejected recipients from this IP address: excessive unknown users'],
    ['poor-reputation', '550 your IP sits in the penalty box for an hour'],
    ['user-unknown', '550 5.1.1 usernotfound'],
    ['sending-quota-exceeded', '550 Recipients over the daily limit of this account'],
    ['sending-quota-exceeded', '452 Limite de envio de mensagens SMTP excedido'],
    ['rate-limited', '451 This host has reached its limit of connections from one network'],
    [
      'address-syntax',
      '553-5.1.3 not a valid RFC 5321 address. See https://support.google.com/mail/answer/6596',
    ],
    ['too-many-recipients', '550 A bounce with a null sender may name only one recipient'],
    ['sender-not-allowed', '550 This login is not allowed to send with that sender address'],
    ['sender-invalid', '554 invalid DNS A record for the domain of example.com'],
    ['relay-denied', '550 5.7.1 This user has no permission to relay'],
    ['rate-limited', '421 Excessive connections from your network'],
    ['attachment-blocked', 'Disallowed Attach Type'],
    // No recipient was named yet.
    [
      'policy-blocked',
      'host mx.example[192.0.2.1] refused to talk to me: 550 rejected because of not in approved list',
    ],
    // A code that is said of one matter only weighs more than one that is said of everything.
    ['recipient-rejected', '550 5.7.2 mailing list expansion prohibited'],
    // A label, a link and a name are no words of the matter.
    ['ip-blocklisted', '550 RBL:198.51.100.7 blocked'],
    ['policy-blocked', '554 Refused, see https://spam.example/virus/quota-exceeded.html'],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

describe('what stands around a reply', () => {
  test.each([
    [
      'policy-blocked',
      'host mx.example.org[192.0.2.1] said: 554 5.7.1 Refused (in reply to MAIL FROM command)',
    ],
    [
      'mailbox-full',
      'SMTP error from remote mail server after RCPT TO:<bob@example.org>: 552 Mailbox is full',
    ],
    ['relay-denied', "smtplib.SMTPRecipientsRefused: {'bob@example.org': (550, b'relay not permitted')}"],
    ['auth-failed', "SMTPAuthenticationError: (535, b'Authentication failed')"],
    // The name of an exception is a program's word: here nobody refused the sender.
    [
      'tls-required',
      "smtplib.SMTPSenderRefused: (530, b'Must issue a STARTTLS command first', 'a@example.com')",
    ],
    [
      'user-unknown',
      'javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\ncom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <bob@example.org>: User unknown',
    ],
    [
      'relay-denied',
      'System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: 5.7.1 Unable to relay',
    ],
    ['server-temporary-error', 'Expected response code 250 but got code "421"'],
    [
      'mailbox-full',
      'It was rejected by the recipient domain. The error that the other server returned was: 552 552 Mailbox full (state 14).',
    ],
    ['spam-content', 'Message blocked. The response from the remote server was: 554 5.7.1 This is spam'],
    ['auth-required', 'Mailbox unavailable. The server response was: you must log in before sending'],
    [
      'relay-denied',
      "The following recipient(s) cannot be reached: 'bob@example.org' on 01/02/2020 550 5.7.1 Unable to relay",
    ],
    ['tls-required', "'Invalid Addresses' (of the log): 530 5.7.0 Must issue a STARTTLS command first"],
    [
      'spam-content',
      'Final-Recipient: rfc822; bob@example.org Action: failed Status: 5.7.1 Diagnostic-Code: smtp; 550 This is spam',
    ],
    ['policy-blocked', 'Data command failed: 550 message rejected'],
    [
      'user-unknown',
      '192.0.2.1 does not like recipient. Remote host said: 554 no such user here. Giving up on 192.0.2.1.',
    ],
    [
      'message-too-big',
      'Expected response code 250 but got code "552", with message "552 Message larger than the limit"',
    ],
    [
      'relay-denied',
      "Error: Can't send mail - all recipients were rejected: 550 5.7.1 Unable to relay for bob@example.org",
    ],
    [
      'bad-helo',
      'Connected to 192.0.2.1 but my name was rejected. Remote host said: 501 Invalid domain name',
    ],
    [
      'user-unknown',
      'failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_no_such_user/Giving_up_on_192.0.2.1./',
    ],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

test('three digits beyond RFC 5321 are an enhanced code without its dots', () => {
  expect(readReply('522 bob').reason).toBe('mailbox-full')
  expect(readReply('511 bob').reason).toBe('user-unknown')
  expect(readReply('571 no').reason).toBe('policy-blocked')
})

describe('more languages', () => {
  test.each([
    ['user-unknown', '550 El buzón del destinatario no existe'],
    ['user-unknown', '550 O destinatário não existe neste servidor'],
    ['user-unknown', '550 Il destinatario non esiste'],
    ['user-unknown', '550 Odbiorca nie istnieje'],
    ['user-unknown', '550 De ontvanger bestaat niet'],
    ['user-unknown', '550 Alıcı bulunamadı'],
    ['user-unknown', '550 존재하지 않는 사용자입니다'],
    ['mailbox-full', '552 La casella del destinatario è piena'],
    ['mailbox-full', '552 El buzón del usuario está lleno'],
    ['mailbox-full', '552 A caixa postal do usuário está cheia'],
    ['mailbox-full', '552 Skrzynka odbiorcy jest pełna'],
    ['mailbox-full', '552 De postbus van de ontvanger is vol'],
    ['mailbox-full', '552 수신자의 메일함 용량 초과'],
    ['mailbox-full', '552 メールボックスがいっぱいです'],
    ['message-too-big', '552 Die Nachricht ist zu groß'],
    ['message-too-big', '552 Le message est trop volumineux'],
    ['ip-blocklisted', '554 您的IP在黑名单中'],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

test('a banner that an error quotes is no success', () => {
  const text = 'SMTP error: server rejected EHLO. Response: 220-We do not authorize bulk e-mail here'
  expect(readReply(text).reason).not.toBe('delivered')
})

describe('single words together', () => {
  test.each([
    ['missing-ptr', '554 mx3 no DNS reverse for 198.51.100.7'],
    ['dns-failure', 'ROUTING SERVER FAILURE'],
  ])('are a guess: %s', (reason, text) =>
    expect(readReply(text)).toMatchObject({ reason, confidence: expect.not.stringContaining('sure') }),
  )
})

describe('how sure an answer is', () => {
  test.each([
    ['sure', '550 5.1.1 No such user here: the recipient is unknown'],
    // A provider's token needs no second witness.
    ['sure', '421 4.7.0 [TSS04] Messages from 198.51.100.7 temporarily deferred'],
    // Words that say two things.
    ['likely', '550 mailbox full or user unknown'],
    // Words alone, which the code does not bear out.
    ['likely', '554 Kein Platz: Speicherplatz'],
    ['guess', '550 No'],
  ])('%s: %s', (confidence, text) => expect(readReply(text).confidence).toBe(confidence))
})

test('the subject of every bounce names no cause', () => {
  expect(readReply('Undelivered Mail Returned to Sender').reason).toBe('unknown')
  expect(readReply('Mail returned to sender: mailbox full').reason).toBe('mailbox-full')
})
