import type { ReplyReason } from '../explain/reasons.ts'
import { addressTexts } from './replies/addresses.ts'
import { authenticationTexts } from './replies/authentication.ts'
import { blockTexts } from './replies/blocks.ts'
import { contentTexts } from './replies/content.ts'
import { outcomeTexts } from './replies/outcomes.ts'
import { rateTexts } from './replies/rates.ts'
import type { ReplyText } from './replies/reply-text.ts'
import { senderTexts } from './replies/senders.ts'
import { serverTexts } from './replies/servers.ts'

/** The texts of every reason of the taxonomy: the compiler proves that none is missing. */
export const replyTexts: Readonly<Record<ReplyReason, ReplyText>> = {
  ...addressTexts,
  ...authenticationTexts,
  ...blockTexts,
  ...contentTexts,
  ...outcomeTexts,
  ...rateTexts,
  ...senderTexts,
  ...serverTexts,
}
