import { daneOfHosts } from '../../../collect/authentication/dane.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The TLSA records of this host's MX name fit none of the certificates that port 25 serves: senders with
 * DANE (Postfix "dane", Comcast, GMX, Exchange Online) keep or return mail. RFC 7672.
 */
export const daneTlsaMismatch = condition({
  id: 'dane-tlsa-mismatch',
  topic: 'delivery',
  severity: 'critical',
  needs: { hosts: daneOfHosts },
  detect: ({ hosts }) => {
    if (hosts.status === 'absent') return notApplicable('no MX host here has TLSA records')
    return hosts.value.map(({ host, domains, records, signed, leaf, evidence }) => {
      const subject = `_25._tcp.${host}`
      const usable = records.filter(({ match }) => match !== 'not usable')
      // Without one usable record senders encrypt and do not verify (RFC 7672 §2.2).
      if (usable.length === 0 || usable.some(({ match }) => match === 'matches'))
        return fine(evidence, subject)
      if (usable.some(({ match }) => match === 'not comparable'))
        return couldNotTell(
          { code: 'failed', text: `${subject} holds SHA-512 hashes, which were not compared` },
          subject,
        )
      if (signed.status === 'unknown') return couldNotTell(signed.because, subject)
      const inUse = signed.status === 'known' && signed.value
      return problem({
        subject,
        confidence: 'certain',
        // From a zone that is not signed nobody uses the record.
        severity: inUse ? 'critical' : 'low',
        evidence,
        values: {
          host,
          key: leaf.spkiFingerprint,
          records: records.map(({ text }) => text).join(', '),
          effect: inUse
            ? 'Senders that check DANE refuse to deliver'
            : 'The zone is not signed, so senders ignore the record for now',
          effectZh: inUse ? '检查 DANE 的发件方会拒绝投递' : '该区域未签名，发件方目前会忽略该记录',
        },
        marks: [...domains.map((domain) => `domain:${domain}`), 'reason:tls-failed', 'port:25'],
      })
    })
  },
  mistakenFor: [
    {
      condition: 'dns-dnssec-bogus',
      toldApartBy: {
        en: 'the zone validates; it is the record that does not fit',
        zh: '区域验证正常，是记录与证书不符',
      },
    },
    {
      condition: 'mta-sts-policy-mismatch',
      toldApartBy: { en: 'it is the TLSA record, not a policy file', zh: '问题在 TLSA 记录，而不是策略文件' },
    },
  ],
  texts: {
    en: {
      title: 'The TLSA record {subject} does not match the certificate on port 25',
      because:
        'The DNS promises for {host}: {records}. The certificate served on port 25 has another key (SHA-256 {key}). ' +
        '{effect}. It usually begins when a certificate is renewed with a new key.',
      allClear: 'the TLSA records of {subject} fit the certificate on port 25',
    },
    zh: {
      title: 'TLSA 记录 {subject} 与 25 端口的证书不符',
      because:
        'DNS 为 {host} 承诺：{records}。而 25 端口提供的证书使用另一把密钥（SHA-256 {key}）。{effectZh}。这通常始于续期证书时更换了密钥。',
      allClear: '{subject} 的 TLSA 记录与 25 端口的证书相符',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish at {subject} the hash of the key in use, beside the old record until its TTL has run out: 3 1 1 {key}',
        zh: '在 {subject} 发布当前密钥的哈希，旧记录保留到 TTL 到期：3 1 1 {key}',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Keep the key when certificates are renewed, so that it does not happen again',
        zh: '续期证书时沿用同一密钥，避免再次发生',
      },
      command: 'certbot renew --reuse-key',
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TLSA', 'posttls-finger -c -l dane {host}'],
  references: ['https://www.rfc-editor.org/rfc/rfc7672', 'https://github.com/baknu/DANE-for-SMTP'],
})
