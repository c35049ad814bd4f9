import type { Survey } from './survey.ts'

const warningWords =
  /warning message only|do not need to resend|delivery status notification \(delay|delayed mail|(?:delivery|message)[^\n]{0,40}(?:has been|is|was) delayed|will (?:keep trying|be retried|continue)|still undelivered|^warning\b|could not send mail for past|\(still being retried\)|delivery delayed|temporarily delayed|postponed|delivery warning/im

/** A delay warning, not a failure: the server goes on trying. */
export function isWarning(mail: Survey): boolean {
  return warningWords.test(`${mail.subject ?? ''}\n${mail.notice.slice(0, 4_000)}`)
}

const daemon =
  /mailer-?daemon|post_?master|postmaster|mail delivery (?:sub)?system|mail-daemon|mdaemon|delivery (?:sub)?system|mail administrator|maildelivery|sysadmin@/i
const bounceSubject =
  /undeliver|returned mail|return(?:ed|ing) message|failure notice|delivery (?:has )?(?:failed|failure|status|notification|report|problem|error|delay|warning)|delivery[\w -]{0,30}(?:fail|delay)|mail[\w -]{0,20}(?:could not be|couldn't be|failed)|could not be delivered|not delivered|non[- ]?delivery|mail system error|error sending your mail|unzustellbar|nicht zugestellt|nicht zustellbar|non remis|non distribu|échec|echec|no se (?:pudo|puede|ha podido) entregar|no entregad[oa]|no entregable|error de entrega|falh[ao] (?:na|de) entrega|não (?:foi )?entregue|mancato recapito|non recapitat|impossibile recapitare|onbestelbaar|niet (?:be|af)geleverd|niet bezorgd|niedostarcz|nie dostarczon|zwrot (?:poczty|wiadomo)|kan inte levereras|ikke leveret|ikke levert|teslim edilemedi|반송|전송 실패|배달 실패|não entregue|devolvid|mancata consegna|退信|退件|无法投递|投递失败|系统退信|配信(?:不能|エラー|失敗)|エラー通知|メールエラー|配送エラー|送信失敗|送信エラー|недоставлен|не доставлен|не может быть доставлен|возвращ|warning: ?(?:could not|message)|warning--|bounce|message delivery has failed|delivery status|rejected|smtp server: errors|mail failure|aws notification message|下列地址|postmaster\]/i
const bounceWords =
  /has been postponed|error message below|no such user here|could not be delivered|couldn't be delivered|wasn't able to deliver|was not delivered|wasn't delivered|unable to deliver|undeliverable|delivery (?:has )?failed|failed to deliver|not reach the following|error (?:has )?occurred (?:while|during)|had (?:permanent )?(?:fatal|delivery) errors|error delivering|did not reach|permanent(?:ly)? (?:error|failure|fatal)|transcript of session|could not deliver|returned to (?:the )?sender|bouncedRecipients|konnte nicht|nicht zugestellt|n'a pas pu|не удалось|не может быть|не было доставлено|無法|无法|送信できません|配信できません|届け|no se (?:ha podido|pudo|puede)|não (?:pôde|pode|foi possível|foi entregue)|impossibile|non è stato possibile|kon(?:den)? niet|niet worden (?:af|be)geleverd|nie (?:można|udało|mógł|mogła|została)|kunde inte|kunne ikke|teslim edilemedi|gönderilemedi|전달하지 못|전송하지 못|배달할 수 없|배달하지 못|mailbox (?:is )?(?:full|unavailable|exceeds)|user unknown|unknown user|delivery[^\n]{0,60}delayed/i

export function looksLikeBounce(mail: Survey): boolean {
  const { headers } = mail.message
  if (headers.get('x-failed-recipients') !== undefined) return true
  const type = headers.get('content-type') ?? ''
  if (/report-type="?delivery-status/i.test(type)) return true
  const subject = bounceSubject.test(mail.subject ?? '')
  const words = bounceWords.test(mail.notice.slice(0, 16_000))
  const sender = isFromDaemon(mail)
  return (subject && words) || (sender && (words || subject)) || (subject && mail.copies.length > 0)
}

export function isFromDaemon(mail: Survey): boolean {
  const { headers } = mail.message
  const from = headers.get('from') ?? ''
  return (
    daemon.test(from) ||
    /^(?:<>|<mailer-daemon[^>]{0,200}>)?$/i.test((headers.get('return-path') ?? 'x').trim())
  )
}
