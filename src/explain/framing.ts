/** How a server, or a program, introduces what another said to it; the code is the first of the other's words. */
const introduction =
  /(?:^|[\s(])(?:said: |returned '|refused to talk to me: |[Tt]he server response was: |[Tt]he error that the other server returned was: |[Tt]he response from the remote server was: |due to the following reason: ["']?|with message "|(?:[A-Z][a-z]{2,8} command|Message) failed: |SMTP error from remote mail ?(?:server|er) after [^\n]{1,300}?: (?=[245]\d\d[ -]))(?=[245]\d\d(?:[ -]|$)|[245]\.\d{1,3}\.)/
const introduces = [
  'said: ',
  "returned '",
  'talk to me: ',
  'SMTP error from remote',
  'server response was: ',
  'other server returned was: ',
  'remote server was: ',
  'the following reason: ',
  'with message "',
  ' command failed: ',
  'Message failed: ',
]

/** A program's name for what happened: Python's `SMTPSenderRefused` may be about the missing log-in. */
const exceptionName = /\bSMTP[A-Z]\w{1,40}(?:Exception|Error|Refused|Busy|Disconnected)\b/g
/** JavaMail says so of each refusal. */
const javaFrame = /Invalid Addresses(?:;\s{0,9}(?:\\n)?\s{0,9}nested exception is:?|'[^:;\n]{0,60}[:;])/g
/** Swift Mailer tells the code before the words, if there are any. */
const swiftFrame = /Expected response code \S{1,20} but got (?:code )?"?\d{0,3}"?,?/g
/** .NET's name of the code stands before what was said, which may have no code. */
const dotNetFrame = /^.{0,120}?\. The server response was: (?=[A-Za-z]{2})/
/** Outlook says so of each refusal, and quotes the reply behind the address. */
const outlookFrame =
  /recipients?(?:\(s\))? (?:cannot be|could not be|are not|is not) reach(?:ed|able):|did not reach the following recipient(?:s|\(s\))?:?/gi
/** RFC 3464: the fields that stand before what was said. */
const diagnosticField = /Diagnostic-Code: {0,3}[\w-]{1,20}; {0,3}(?=\S)/i
/** "Undelivered Mail Returned to Sender": of every bounce, whatever its cause. */
const returnedFrame = / returned to (?:the )?sender\b/gi
/** Python shows what was said as bytes: `(550, b'relay not permitted')`. */
const bytesLiteral = /(, )b(?=['"])/g

/**
 * The other side's words alone. What a server or a program writes around them says who spoke and when, not what
 * was said: "remote mail server", and Postfix's "(in reply to MAIL FROM command)".
 */
export function wordsSaid(text: string): string {
  let said = withoutCommand(withoutIntroduction(text))
  if (said.includes('SMTP')) said = said.replace(exceptionName, ' ')
  if (said.includes('Invalid Addresses')) said = said.replace(javaFrame, ' ')
  if (said.includes('xpected response code')) said = said.replace(swiftFrame, ' ')
  if (said.includes('. The server response was: ')) said = said.replace(dotNetFrame, '')
  if (said.includes('eturned ')) said = said.replace(returnedFrame, ' ')
  if (said.includes(' reach')) said = said.replace(outlookFrame, ' ')
  if (said.includes('Recipient: ') || said.includes('Action: ')) said = withoutFields(said)
  return said.includes(', b') ? said.replace(bytesLiteral, '$1') : said
}

/** Of a report's fields on one line only the diagnosis is what somebody said. */
function withoutFields(text: string): string {
  const match = diagnosticField.exec(text)
  return match === null ? text : text.slice(match.index + match[0].length)
}

/** Qmail's introduction may be the whole matter: "my name was rejected". */
function withoutIntroduction(text: string): string {
  if (!introduces.some((words) => text.includes(words)) || text.includes('my name was rejected')) return text
  const match = introduction.exec(text)
  return match === null ? text : text.slice(match.index + match[0].length)
}

/** Postfix tells the command behind the reply, qmail that it is final. */
function withoutCommand(text: string): string {
  const start = text.indexOf('(in reply to ')
  const end = start < 0 ? -1 : text.indexOf(')', start)
  if (end >= 0) return text.slice(0, start) + text.slice(end + 1)
  const giving = text.lastIndexOf('Giving up on ')
  return giving > 0 ? text.slice(0, giving) : text
}
