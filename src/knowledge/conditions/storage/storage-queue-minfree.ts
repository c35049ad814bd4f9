import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { fileSystemOf, fileSystems } from '../../../collect/system/file-systems.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** smtpd_check_size: room for one and a half messages of the largest size. */
const factor = 1.5
/** Less than that is a full disk, whatever Postfix wants: storage-disk-full. */
const fullBytes = 16 << 20

/**
 * The queue's file system has room, but less than Postfix wants before it takes mail: 1.5 times
 * message_size_limit, or queue_minfree. It answers 452 4.3.1 "Insufficient system storage".
 */
export const storageQueueMinfree = condition({
  id: 'storage-queue-minfree',
  topic: 'resources',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, all: fileSystems },
  detect: ({ configuration, all }) => {
    if (configuration.status === 'absent' || all.status === 'absent')
      return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const fileSystem = fileSystemOf(postfix.queueDirectory, all.value)
    if (fileSystem === undefined) return notApplicable('the file system of the queue is not known')
    const limit = Number(postfix.value('message_size_limit')) || 0
    const minfree = Number(postfix.value('queue_minfree')) || 0
    const wanted = Math.max(minfree, factor * limit)
    const { availableBytes, sizeBytes, mountPoint } = fileSystem
    const isFull = availableBytes <= Math.min(fullBytes, sizeBytes / 50)
    if (availableBytes > wanted || isFull) return fine(fileSystem.evidence, mountPoint)
    return problem({
      subject: mountPoint,
      confidence: 'certain',
      evidence: [...fileSystem.evidence, ...postfix.evidence('message_size_limit', 'queue_minfree')],
      values: {
        available: availableBytes,
        wanted,
        parameter: minfree > factor * limit ? 'queue_minfree' : 'message_size_limit',
      },
      marks: ['reason:disk-full', `path:${mountPoint}`, `path:${postfix.queueDirectory}`],
    })
  },
  explains: [{ condition: 'inbound-refused' }, { condition: 'submissions-refused' }],
  mistakenFor: [
    {
      condition: 'storage-disk-full',
      toldApartBy: {
        en: 'there is room left; only less than Postfix wants for its largest message',
        zh: '还有剩余空间，只是少于 Postfix 对最大邮件的要求',
      },
    },
  ],
  texts: {
    en: {
      title: 'Postfix takes no mail: less room at {subject} than {parameter} wants',
      because:
        'The file system of the queue ({subject}) has {available} bytes left, and Postfix wants {wanted} before it takes ' +
        'mail ({parameter}). It answers "452 4.3.1 Insufficient system storage"; senders retry.',
      allClear: '{subject} has the room that Postfix wants',
    },
    zh: {
      title: 'Postfix 不收信：{subject} 的剩余空间少于 {parameter} 的要求',
      because:
        '队列所在文件系统（{subject}）剩余 {available} 字节，而 Postfix 要求至少 {wanted} 字节才收信（{parameter}）。它回复“452 4.3.1 Insufficient system storage”，发件方会重试。',
      allClear: '{subject} 有 Postfix 所需的空间',
    },
  },
  fix: [
    {
      do: { en: 'Make room', zh: '腾出空间' },
      command: 'du -xh --max-depth=3 {subject} | sort -h | tail -20',
      risk: 'none',
    },
    {
      do: {
        en: 'Or want less: a message size that people need',
        zh: '或降低要求：设置实际所需的邮件大小上限',
      },
      command: "postconf -e 'message_size_limit = 26214400' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['df -h {subject}', 'postconf message_size_limit queue_minfree'],
  references: ['https://www.postfix.org/postconf.5.html#queue_minfree'],
})
