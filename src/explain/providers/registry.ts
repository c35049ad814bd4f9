// Written by tools/generate-providers.ts from the folder: do not edit.
import type { Provider } from '../provider.ts'
import { abusix } from './abusix.ts'
import { aliyun } from './aliyun.ts'
import { amavis } from './amavis.ts'
import { amazonSes } from './amazon-ses.ts'
import { appleMail } from './apple-mail.ts'
import { att } from './att.ts'
import { barracuda } from './barracuda.ts'
import { cisco } from './cisco.ts'
import { cloudmark } from './cloudmark.ts'
import { comcast } from './comcast.ts'
import { coremail } from './coremail.ts'
import { cox } from './cox.ts'
import { cpanel } from './cpanel.ts'
import { docomo } from './docomo.ts'
import { dovecot } from './dovecot.ts'
import { earthlink } from './earthlink.ts'
import { exchangeOnline } from './exchange-online.ts'
import { exchangeServer } from './exchange-server.ts'
import { exim } from './exim.ts'
import { facebook } from './facebook.ts'
import { fastmail } from './fastmail.ts'
import { forcepoint } from './forcepoint.ts'
import { fortimail } from './fortimail.ts'
import { freeFr } from './free-fr.ts'
import { freenet } from './freenet.ts'
import { gmail } from './gmail.ts'
import { gmailApp } from './gmail-app.ts'
import { gmx } from './gmx.ts'
import { godaddy } from './godaddy.ts'
import { hclDomino } from './hcl-domino.ts'
import { hetzner } from './hetzner.ts'
import { hornetsecurity } from './hornetsecurity.ts'
import { icloud } from './icloud.ts'
import { invaluement } from './invaluement.ts'
import { james } from './james.ts'
import { junkemailfilter } from './junkemailfilter.ts'
import { kddi } from './kddi.ts'
import { kerio } from './kerio.ts'
import { laposte } from './laposte.ts'
import { libero } from './libero.ts'
import { mailRu } from './mail-ru.ts'
import { mailgun } from './mailgun.ts'
import { mailspike } from './mailspike.ts'
import { mdaemon } from './mdaemon.ts'
import { messagelabsMailprotect } from './messagelabs-mailprotect.ts'
import { mimecast } from './mimecast.ts'
import { namecheap } from './namecheap.ts'
import { naver } from './naver.ts'
import { netease } from './netease.ts'
import { opensmtpd } from './opensmtpd.ts'
import { orange } from './orange.ts'
import { outlook } from './outlook.ts'
import { outlookProgram } from './outlook-program.ts'
import { ovh } from './ovh.ts'
import { postfix } from './postfix.ts'
import { postmark } from './postmark.ts'
import { proofpoint } from './proofpoint.ts'
import { protonmail } from './protonmail.ts'
import { psbl } from './psbl.ts'
import { qmail } from './qmail.ts'
import { qq } from './qq.ts'
import { rackspace } from './rackspace.ts'
import { rambler } from './rambler.ts'
import { rspamd } from './rspamd.ts'
import { securence } from './securence.ts'
import { sendgrid } from './sendgrid.ts'
import { sendmail } from './sendmail.ts'
import { seznam } from './seznam.ts'
import { sfr } from './sfr.ts'
import { sina } from './sina.ts'
import { softbank } from './softbank.ts'
import { sophos } from './sophos.ts'
import { sorbs } from './sorbs.ts'
import { spamcop } from './spamcop.ts'
import { spamexperts } from './spamexperts.ts'
import { spamhaus } from './spamhaus.ts'
import { spamrats } from './spamrats.ts'
import { spectrum } from './spectrum.ts'
import { symantec } from './symantec.ts'
import { tOnline } from './t-online.ts'
import { thunderbird } from './thunderbird.ts'
import { titan } from './titan.ts'
import { trendMicro } from './trend-micro.ts'
import { uceprotect } from './uceprotect.ts'
import { uribl } from './uribl.ts'
import { vade } from './vade.ts'
import { verizon } from './verizon.ts'
import { windowsMail } from './windows-mail.ts'
import { wpPl } from './wp-pl.ts'
import { yahoo } from './yahoo.ts'
import { yandex } from './yandex.ts'
import { zerospam } from './zerospam.ts'
import { zimbra } from './zimbra.ts'
import { zoho } from './zoho.ts'

/** Every provider, list, filter and MTA whose replies are known. */
export const allProviders: readonly Provider[] = [
  abusix,
  aliyun,
  amavis,
  amazonSes,
  appleMail,
  att,
  barracuda,
  cisco,
  cloudmark,
  comcast,
  coremail,
  cox,
  cpanel,
  docomo,
  dovecot,
  earthlink,
  exchangeOnline,
  exchangeServer,
  exim,
  facebook,
  fastmail,
  forcepoint,
  fortimail,
  freeFr,
  freenet,
  gmail,
  gmailApp,
  gmx,
  godaddy,
  hclDomino,
  hetzner,
  hornetsecurity,
  icloud,
  invaluement,
  james,
  junkemailfilter,
  kddi,
  kerio,
  laposte,
  libero,
  mailRu,
  mailgun,
  mailspike,
  mdaemon,
  messagelabsMailprotect,
  mimecast,
  namecheap,
  naver,
  netease,
  opensmtpd,
  orange,
  outlook,
  outlookProgram,
  ovh,
  postfix,
  postmark,
  proofpoint,
  protonmail,
  psbl,
  qmail,
  qq,
  rackspace,
  rambler,
  rspamd,
  securence,
  sendgrid,
  sendmail,
  seznam,
  sfr,
  sina,
  softbank,
  sophos,
  sorbs,
  spamcop,
  spamexperts,
  spamhaus,
  spamrats,
  spectrum,
  symantec,
  tOnline,
  thunderbird,
  titan,
  trendMicro,
  uceprotect,
  uribl,
  vade,
  verizon,
  windowsMail,
  wpPl,
  yahoo,
  yandex,
  zerospam,
  zimbra,
  zoho,
]
