import { submissionMessageTooLarge } from '../../../../src/knowledge/conditions/submission/submission-message-too-large.ts'
import { plainMaster, postfixFacts, submissionMaster } from '../../postfix-facts.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { longAgo, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const tooLarge = reject('Message size exceeds fixed limit', {
  code: 552,
  dsn: '5.3.4',
  restriction: 'size',
  stage: 'MAIL',
})
const logged = known(writtenLog({ rejects: [tooLarge] }))
const longOver = known(writtenLog({ rejects: [{ ...tooLarge, lastAt: longAgo }] }))

testCondition(submissionMessageTooLarge, {
  fine: [
    ['the default', { ...(await postfixFacts()), now }],
    ['25 MiB', { ...(await postfixFacts('message_size_limit = 26214400\n')), now }],
    ['no limit at all', { ...(await postfixFacts('message_size_limit = 0\n')), now }],
    ['one refused long ago', { ...(await postfixFacts()), log: longOver, now }],
    ['no Postfix', { configuration: absent(), now }],
  ],
  lookalike: [
    [
      'another refusal with 552',
      {
        ...(await postfixFacts()),
        log: known(writtenLog({ rejects: [reject('virus found', { code: 552, dsn: '5.7.1' })] })),
        now,
      },
    ],
  ],
  problem: [
    [
      '10 KB, meant as megabytes',
      { ...(await postfixFacts('message_size_limit = 10240\n')), now },
      { subject: 'message_size_limit', severity: 'high', confidence: 'certain' },
    ],
    [
      'small on submission only',
      {
        ...(await postfixFacts('', `${plainMaster}${submissionMaster}  -o message_size_limit=200000\n`)),
        now,
      },
      { severity: 'high' },
    ],
    [
      '5 MB and mail is refused',
      { ...(await postfixFacts('message_size_limit = 5000000\n')), log: logged, now },
      { severity: 'medium' },
    ],
    [
      'the default, and somebody sent more: advice',
      { ...(await postfixFacts()), log: logged, now },
      { severity: 'low' },
    ],
  ],
})
