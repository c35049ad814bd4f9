/**
 * Words in one form, so that a rule needs not name each way to say a thing: "has not been", "wasn't" and
 * "cannot be" are all `not`; articles and forms of "to be" are left out; an e-mail is a mail. Texts and rules
 * go through the same table.
 */
const leftOut = `a an the is are was were am be been being has have had do does did can could will would shall
  should may might it its this that these those there their his her e`

const others: Readonly<Record<string, string>> = {
  isnt: 'not',
  arent: 'not',
  wasnt: 'not',
  werent: 'not',
  hasnt: 'not',
  havent: 'not',
  hadnt: 'not',
  doesnt: 'not',
  dosnt: 'not',
  doesnot: 'not',
  dont: 'not',
  didnt: 'not',
  cant: 'not',
  cannot: 'not',
  couldnt: 'not',
  wont: 'not',
  wouldnt: 'not',
  shouldnt: 'not',
  email: 'mail',
  emails: 'mail',
  mails: 'mail',
  msg: 'message',
  msgs: 'messages',
  addr: 'address',
  authorised: 'authorized',
  unauthorised: 'unauthorized',
  recognised: 'recognized',
  unrecognised: 'unrecognized',
  licence: 'license',
  upto: 'to',
  existant: 'existent',
  nonexistant: 'nonexistent',
  adress: 'address',
  adressee: 'addressee',
  adresses: 'addresses',
  acount: 'account',
  maibox: 'mailbox',
  mailbx: 'mailbox',
  blaclisted: 'blacklisted',
  suspened: 'suspended',
  diabled: 'disabled',
  disbaled: 'disabled',
  permited: 'permitted',
  transfered: 'transferred',
  refered: 'referred',
  recipeint: 'recipient',
  receiptient: 'recipient',
  receipent: 'recipient',
  recipiant: 'recipient',
  exsist: 'exist',
  exsits: 'exists',
  unkown: 'unknown',
  recipent: 'recipient',
  reciepient: 'recipient',
  recepient: 'recipient',
  receipient: 'recipient',
  receipients: 'recipients',
  exeeded: 'exceeded',
  exceded: 'exceeded',
  temporarly: 'temporarily',
  temporaly: 'temporarily',
  recieve: 'receive',
  recieving: 'receiving',
  recieved: 'received',
  mesage: 'message',
  unavaiable: 'unavailable',
  unavailble: 'unavailable',
  unavaliable: 'unavailable',
  avaliable: 'available',
  authetication: 'authentication',
  authenication: 'authentication',
  seperate: 'separate',
  quote: 'quota',
}

const plain = new Map<string, string>([
  ...leftOut.split(/\s+/).map((word) => [word, ''] as const),
  ...Object.entries(others),
])

/** Longest word that has another form. */
export const longestReplaced = Math.max(...[...plain.keys()].map((word) => word.length))

/** The plain form of a rule's words; a word with a wildcard stays as it is. */
export function plainWords(text: string): string {
  return text
    .split(' ')
    .map((word) => plain.get(word) ?? word)
    .filter((word) => word !== '')
    .join(' ')
}

/** Codes of the word's other form, none for a word that is left out; undefined: it stays. */
const forms = new Map<number, { readonly word: Uint16Array; readonly form: Uint16Array }>()
for (const [word, form] of plain)
  forms.set(keyOf(codesOf(word), 0, word.length), { word: codesOf(word), form: codesOf(form) })

function codesOf(text: string): Uint16Array {
  return Uint16Array.from(text, (letter) => letter.charCodeAt(0))
}

function keyOf(row: Uint16Array, start: number, end: number): number {
  let key = 0
  for (let at = start; at < end; at++) key = (Math.imul(key, 31) + (row[at] ?? 0)) | 0
  return key
}

/** Replaces the word at `start` of a row by its plain form; gives the row's new end. */
export function replaceWord(row: Uint16Array, start: number, end: number): number {
  if (end - start > longestReplaced) return end
  const found = forms.get(keyOf(row, start, end))
  if (found === undefined || found.word.length !== end - start) return end
  for (let at = 0; at < found.word.length; at++) if (row[start + at] !== found.word[at]) return end
  row.set(found.form, start)
  return start + found.form.length
}
