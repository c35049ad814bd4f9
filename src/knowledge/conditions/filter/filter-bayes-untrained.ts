import { loggedCondition } from '../../logged-condition.ts'

/** The learning filter has seen too few messages yet, so it gives no opinion. */
export const filterBayesUntrained = loggedCondition({
  id: 'filter-bayes-untrained',
  topic: 'spam-filter',
  severity: 'info',
  query: { contains: ['not available for scanning, only'] },
  subject: 'Bayes',
  confidence: 'certain',
  mistakenFor: [
    {
      condition: 'filter-rspamd-redis-down',
      toldApartBy: { en: 'the database answers; its counts are low', zh: '数据库有应答，只是学习数量少' },
    },
  ],
  texts: {
    en: {
      title: 'The Bayes filter is not trained',
      because:
        'The learning filter knows fewer than 200 messages of one kind and gives no opinion ({count} times). Other tests still work.',
      allClear: 'the Bayes filter is in use',
    },
    zh: {
      title: '贝叶斯过滤器尚未训练',
      because: '学习型过滤器的某一类样本少于 200 封，因此不参与判断（{count} 次）。其他检测仍然有效。',
      allClear: '贝叶斯过滤器已启用',
    },
  },
  fix: [
    {
      do: {
        en: 'Let it learn from sorted mail, as the user who scans',
        zh: '以扫描所用的用户身份，用已分类的邮件进行训练',
      },
      command: 'sa-learn --spam ~/Maildir/.Junk/cur; sa-learn --ham ~/Maildir/cur',
      risk: 'none',
    },
  ],
  verify: ['sa-learn --dump magic'],
  references: ['https://spamassassin.apache.org/full/4.0.x/doc/sa-learn.html'],
})
