import { describe, expect, test } from 'vitest'
import { readReply } from '../../src/explain/reply.ts'

/** A thing and what is said of it, in words of our own that no server is known to use. */
describe('a paraphrase', () => {
  test.each([
    ['user-unknown', '554 we are not able to identify the addressee'],
    ['user-unknown', '551 the person does not work here anymore'],
    ['mailbox-full', '550 the mail folder cannot hold any more messages'],
    ['mailbox-disabled', '550 this account is not currently enabled'],
    ['mailbox-moved', '551 the mailbox has migrated to another provider'],
    ['address-syntax', '501 the address lacks a domain'],
    ['recipient-rejected', '550 just subscribers can write to this address'],
    ['domain-unknown', '550 unresolvable destination domain'],
    ['attachment-blocked', '550 .zip archives are prohibited'],
    ['virus', '554 threat found in message'],
    ['policy-blocked', '550 5.7.1 messages from your region are not accepted'],
    ['tls-required', '451 you must enable SSL'],
    ['server-temporary-error', '451 user lookup not responding'],
    ['server-temporary-error', '451 4.3.0 Could not prepare the answer'],
    ['routing-loop', '550 the message is going in circles'],
    ['connection-failed', '421 failed to contact the mail server'],
    // A code that is said of commands only.
    ['protocol-error', '503 no sender yet'],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

describe('a paraphrase in another language', () => {
  test.each([
    ['mailbox-full', '554 Das Postfach hat die maximale Größe erreicht'],
    ['message-too-big', '552 Die Nachricht überschreitet die maximale Größe'],
    ['auth-required', '530 5.7.0 Sie müssen sich zuerst anmelden'],
    // An elision is two words.
    ['user-unknown', "551 L'adresse n'existe plus"],
    ['auth-failed', "550 Échec de l'authentification"],
    ['mailbox-full', "La boîte aux lettres n'a plus d'espace disponible"],
    ['connection-failed', "Connexion n'a pas pu être établie"],
    ['mailbox-full', '451 La bandeja de entrada no tiene espacio'],
    ['connection-failed', 'La conexión fue cerrada por el servidor'],
    ['user-unknown', "551 L'account è sconosciuto"],
    ['mailbox-disabled', "L'utente è stato sospeso"],
    ['mailbox-full', 'A caixa de entrada excedeu a cota'],
    ['mailbox-full', '550 De mailbox heeft de limiet bereikt'],
    ['mailbox-disabled', '550 Konto wyłączone'],
    ['user-unknown', '554 Несуществующий адресат'],
    ['connection-failed', '421 Соединение с сервером прервано'],
    ['mailbox-disabled', '554 邮箱 被暂停'],
    ['connection-failed', 'サーバーが応答しません'],
    ['user-unknown', '554 사용자를 찾을 수 없습니다'],
    ['mailbox-full', '451 Posta kutusu doldu'],
    ['user-unknown', '550 5.7.1 Příjemce nebyl nalezen'],
  ])('%s: %s', (reason, text) => expect(readReply(text).reason).toBe(reason))
})

test('an account that is suspended for a time is no delivery that is', () => {
  expect(readReply('This account has been temporarily suspended').permanent).toBe(true)
  expect(
    readReply('delivery temporarily suspended: connect to mx.example[192.0.2.1]:25: timed out').permanent,
  ).toBe(false)
})
