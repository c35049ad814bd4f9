import type { AuthenticationCause } from './authentication-causes.ts'
import type { Sentence } from './replies/reply-text.ts'

const through = (list: string | undefined): Sentence =>
  list === undefined ? { en: '', zh: '' } : { en: ` (list ${list})`, zh: `（邮件列表 ${list}）` }

/** A cause in words. What stands in it from outside is escaped where it is printed. */
export function wordsOfCause(cause: AuthenticationCause): Sentence {
  switch (cause.id) {
    case 'subject-tagged':
      return {
        en: `A mailing list${through(cause.list).en} put "${cause.tag}" into the subject: without it the signature holds. Nothing is forged.`,
        zh: `邮件列表${through(cause.list).zh}在主题中加入了“${cause.tag}”：去掉后签名有效，并非伪造。`,
      }
    case 'footer-added':
      return {
        en: `${cause.bytes} bytes were added below the body${through(cause.list).en}, a footer or disclaimer: without them the signature holds. Nothing is forged.`,
        zh: `正文末尾被加入 ${cause.bytes} 字节${through(cause.list).zh}（页脚或免责声明）：去掉后签名有效，并非伪造。`,
      }
    case 'subject-tagged-and-footer-added':
      return {
        en: `A mailing list${through(cause.list).en} put "${cause.tag}" into the subject and ${cause.bytes} bytes below the body: without both the signature holds. Nothing is forged.`,
        zh: `邮件列表${through(cause.list).zh}在主题中加入“${cause.tag}”并在正文末尾加入 ${cause.bytes} 字节：去掉后签名有效，并非伪造。`,
      }
    case 'body-changed-later':
      return {
        en: `${cause.receiver} saw the body as it was signed: it was changed after that, by a filter or list behind it, or by the program that saved this copy.`,
        zh: `${cause.receiver} 检查时正文与签名一致：之后才被改动，可能是其后的过滤器、邮件列表，或保存此副本的程序。`,
      }
    case 'header-changed-later':
      return {
        en: `${cause.receiver} saw the signed header fields unchanged: one was changed or added after that.`,
        zh: `${cause.receiver} 检查时已签名的邮件头未变：之后有字段被改动或增加。`,
      }
    case 'body-changed-before':
      return {
        en: `The body was changed on the way${through(cause.list).en}: a list's footer, a disclaimer, a virus scanner, or a server that converted its encoding.`,
        zh: `正文在途中被改动${through(cause.list).zh}：列表页脚、免责声明、病毒扫描，或转换编码的服务器。`,
      }
    case 'header-changed-before':
      return {
        en: `A signed header field was changed or added on the way${through(cause.list).en}: by a list, a forwarder or a filter that rewrites.`,
        zh: `已签名的邮件头在途中被改动或增加${through(cause.list).zh}：邮件列表、转发者或改写邮件头的过滤器。`,
      }
    case 'key-replaced-since':
      return {
        en: `Another key stands under this selector now; the one that signed held when ${cause.receiver} looked. The key was rotated without a new selector: it says nothing against the mail.`,
        zh: `该选择器下现在是另一把密钥；${cause.receiver} 检查时签名用的密钥有效。密钥被轮换而未更换选择器，不说明邮件有问题。`,
      }
    case 'key-withdrawn-since':
      return {
        en: `The key has been withdrawn since ${cause.receiver} saw it pass: usual after a rotation, it says nothing against the mail.`,
        zh: `${cause.receiver} 验证通过之后密钥已被撤下：轮换后常见，不说明邮件有问题。`,
      }
    case 'key-mismatch':
      return {
        en: `The key at ${cause.name} is not the one that signed: the signer uses a new private key whose public half was not published, or the key was rotated since.`,
        zh: `${cause.name} 处的公钥不是签名所用的：签名方换了私钥而未发布对应公钥，或密钥此后已轮换。`,
      }
    case 'key-missing':
      return {
        en: `No usable key is published at ${cause.name}: the signer's admin must publish it, or it was withdrawn after a rotation.`,
        zh: `${cause.name} 未发布可用公钥：签名方管理员须发布，或轮换后已撤下。`,
      }
    case 'header-or-key-changed':
      return {
        en: 'A signed header field was changed, or the key replaced: Ed25519 does not tell which.',
        zh: '已签名的邮件头被改动，或密钥被更换：Ed25519 无法区分。',
      }
    case 'key-mended-since':
      return {
        en: 'It holds now: the key was published or mended after the receiver looked, or the receiver looked at a changed copy.',
        zh: '现在有效：密钥在接收方检查之后才发布或修复，或接收方检查的是被改动的副本。',
      }
    case 'dns-failed-then':
      return {
        en: 'The DNS did not answer the receiver then; it does now.',
        zh: '当时接收方的 DNS 查询无应答，现在正常。',
      }
    case 'expired-since':
      return {
        en: 'The time limit of the signature (x=) is over: it was for receivers of that time only.',
        zh: '签名的有效期（x=）已过：仅供当时的接收方使用。',
      }
    case 'body-not-given':
      return {
        en: 'Only the headers were given: the signed header fields are intact; whether the body is cannot be checked without it.',
        zh: '只给出了邮件头：已签名的邮件头完好；没有正文无法检查正文散列。',
      }
    case 'could-not-ask':
      return {
        en: 'The DNS could not be asked, or not all of the message was there: this cannot be told now.',
        zh: 'DNS 无法查询，或邮件不完整：现在无法判断。',
      }
    case 'key-too-weak':
      return {
        en: 'Receivers do not take this algorithm or key length any more (RFC 8301): sign with rsa-sha256 and 2048 bits.',
        zh: '接收方不再接受该算法或密钥长度（RFC 8301）：请使用 rsa-sha256 与 2048 位密钥。',
      }
    case 'malformed':
      return {
        en: 'The signature field or the key record breaks the rules of RFC 6376: the signing program is at fault.',
        zh: '签名字段或公钥记录不符合 RFC 6376：签名程序有误。',
      }
    case 'spf-mended-since':
      return {
        en: 'The SPF record allows this address now, and did not when the receiver looked: it was mended since.',
        zh: 'SPF 记录现在允许该地址，接收方检查时不允许：此后已修正。',
      }
    case 'spf-withdrawn-since':
      return {
        en: 'The SPF record allowed this address when the receiver looked, and does not now: the sender has changed servers or records since.',
        zh: '接收方检查时 SPF 允许该地址，现在不允许：发件方此后更换了服务器或记录。',
      }
    case 'forwarded':
      return {
        en: `${cause.by} handed the mail on: forwarding breaks SPF of ${cause.domain}, and rightly. What counts then is DKIM, or SRS or ARC of the forwarder.`,
        zh: `由 ${cause.by} 转发：转发必然使 ${cause.domain} 的 SPF 失败。此时应看 DKIM，或转发者的 SRS、ARC。`,
      }
    case 'address-not-authorised':
      return {
        en: `${cause.address} is not among the servers that ${cause.domain} names in its SPF record: the owner must add it, if it is his.`,
        zh: `${cause.domain} 的 SPF 记录未列出 ${cause.address}：若为自己的服务器，域名所有者须加入。`,
      }
    case 'nothing-aligned':
      return cause.others.length === 0
        ? {
            en: `Neither SPF nor DKIM passes for ${cause.domain}.`,
            zh: `SPF 与 DKIM 均未以 ${cause.domain} 通过。`,
          }
        : {
            en: `What passes speaks for ${cause.others.join(', ')}, not for ${cause.domain} in From: let the service sign with d=${cause.domain}, or bounce to a domain below it.`,
            zh: `通过的是 ${cause.others.join('、')}，而 From 为 ${cause.domain}：请让服务商以 d=${cause.domain} 签名，或使用其下的退信域。`,
          }
    case 'policy-changed-since':
      return {
        en: 'It differs from what the receiver saw: records were changed since, or the mail was changed behind the receiver.',
        zh: '与接收方所见不同：此后记录有改动，或邮件在接收方之后被改动。',
      }
    case 'arc-changed-later':
      return {
        en: `The mail was changed after ${cause.sealer} had sealed it: its seal speaks for what it passed on, not for this copy.`,
        zh: `邮件在 ${cause.sealer} 加封之后被改动：其封印只对它转出的内容负责，不对此副本负责。`,
      }
    case 'arc-broken-before':
      return {
        en: `The server that sealed i=${cause.instance} found the chain broken already: nobody vouches for what came before.`,
        zh: `加封 i=${cause.instance} 的服务器已发现链条断裂：之前的内容无人担保。`,
      }
    case 'arc-rewritten':
      return {
        en: `An ARC field that the seal i=${cause.instance} covers was rewritten after it: what earlier servers saw cannot be believed.`,
        zh: `封印 i=${cause.instance} 覆盖的 ARC 字段此后被改写：先前服务器所见不可信。`,
      }
    case 'arc-incomplete':
      return {
        en: `ARC set i=${cause.instance} is not whole or breaks the rules of RFC 8617: a server on the way removed or spoiled a field.`,
        zh: `ARC 第 ${cause.instance} 组不完整或不符合 RFC 8617：途中有服务器删除或破坏了字段。`,
      }
  }
}
