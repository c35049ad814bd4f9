import type { Evidence } from '../access/answer.ts'
import type { FutureFile } from '../collect/clock/files-from-the-future.ts'
import type { KernelTime } from '../collect/clock/kernel-time.ts'
import type { LogTime } from '../collect/clock/log-time.ts'
import type { RootZoneDate } from '../collect/clock/root-zone-date.ts'
import type { Synchronisation } from '../collect/clock/synchronisation.ts'
import type { ConfiguredCertificate } from '../collect/tls/configured-certificates.ts'
import type { Confidence } from './verdict.ts'

/** One observation that the clock is wrong. */
export interface ClockClue {
  /** How far, in seconds, at least; negative: the clock is behind; direction undefined: not told. */
  readonly seconds: number
  readonly direction: 'behind' | 'ahead' | undefined
  readonly confidence: Confidence
  /** What was compared, for a sentence: "{source} says …". */
  readonly source: { readonly en: string; readonly zh: string }
  readonly evidence: readonly Evidence[]
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

function directed(seconds: number) {
  return { seconds: Math.abs(seconds), direction: seconds < 0 ? ('behind' as const) : ('ahead' as const) }
}

/** Programs see another time than the kernel keeps. */
export function kernelClue({ kernelAt, programsAt, evidence }: KernelTime): ClockClue[] {
  const seconds = (programsAt - kernelAt) / 1_000
  if (Math.abs(seconds) < 10 * minute) return []
  const source = {
    en: 'the kernel, which keeps another time than programs are told',
    zh: '内核（程序得到的时间与内核不同）',
  }
  return [{ ...directed(seconds), confidence: 'certain', source, evidence }]
}

/** What chronyd measures by its servers. Less than half a minute hurts nobody. */
export function serverClue({ offsetSeconds = 0, evidence }: Synchronisation): ClockClue[] {
  if (offsetSeconds < minute / 2) return []
  const source = { en: 'the time servers that chronyd asks', zh: 'chronyd 所询问的时间服务器' }
  return [{ seconds: offsetSeconds, direction: undefined, confidence: 'certain', source, evidence }]
}

/** The zone is new every half day, may stay in a cache for a day, and is never of tomorrow. */
export function rootZoneClue({ dayAt, evidence }: RootZoneDate, now: number): ClockClue[] {
  const source = { en: 'the date in the DNS root zone', zh: 'DNS 根区中的日期' }
  const behind = (dayAt - now) / 1_000
  if (behind > 12 * hour) return [{ ...directed(-behind), confidence: 'certain', source, evidence }]
  const ahead = (now - dayAt) / 1_000
  if (ahead > 5 * day) return [{ ...directed(ahead - 2 * day), confidence: 'certain', source, evidence }]
  return []
}

const enoughFiles = 3

/** Several programs wrote at times that are still to come. One file may be left from another accident. */
export function filesClue(files: readonly FutureFile[], now: number): ClockClue[] {
  if (files.length < enoughFiles) return []
  const behind = (Math.max(...files.map(({ modifiedAt }) => modifiedAt)) - now) / 1_000
  const source = { en: 'files that other programs wrote at later times', zh: '其他程序在更晚时间写入的文件' }
  return [
    {
      ...directed(-behind),
      confidence: 'likely',
      source,
      evidence: files.slice(0, 3).map((one) => one.evidence),
    },
  ]
}

/** What the services stamp their lines with, against when the kernel wrote them, just now. */
export function logClue({ stampedAt, writtenAt, jumpedBack, evidence }: LogTime, now: number): ClockClue[] {
  const seconds = (stampedAt - writtenAt) / 1_000
  const isFresh = Math.abs(now - writtenAt) < 10 * minute * 1_000
  if (Math.abs(seconds) < 27 * hour || !isFresh) return []
  // An edited log may end in old lines; it does not go back on its way.
  if (seconds < 0 && !jumpedBack) return []
  const source = { en: 'the lines that the mail services write now', zh: '邮件服务此刻写入的日志行' }
  return [{ ...directed(seconds), confidence: 'likely', source, evidence }]
}

/** An authority issues no certificates for the future. */
export function certificateClue(configured: readonly ConfiguredCertificate[], now: number): ClockClue[] {
  const leaves = configured.flatMap(({ certificates }) => {
    const leaf = certificates.status === 'known' ? certificates.value[0] : undefined
    return leaf === undefined || certificates.status !== 'known'
      ? []
      : [{ leaf, evidence: certificates.evidence }]
  })
  const early = leaves.find(({ leaf }) => !leaf.selfIssued && leaf.notBefore > now + hour * 1_000)
  if (early === undefined) return []
  const source = { en: 'the own certificate, which begins later', zh: '本机证书的生效时间（晚于当前时间）' }
  const behind = (early.leaf.notBefore - now) / 1_000
  return [{ ...directed(-behind), confidence: 'likely', source, evidence: early.evidence }]
}

const units = [
  { seconds: day, en: 'days', zh: '天' },
  { seconds: hour, en: 'hours', zh: '小时' },
  { seconds: minute, en: 'minutes', zh: '分钟' },
  { seconds: 1, en: 'seconds', zh: '秒' },
] as const

/** "40 days". */
export function spanText(seconds: number, language: 'en' | 'zh'): string {
  const unit = units.find((one) => seconds >= 2 * one.seconds) ?? units[3]
  return `${Math.round(seconds / unit.seconds)} ${unit[language]}`
}
