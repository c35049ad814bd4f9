import { z } from 'zod'

/** What settings of channels look like. */
export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
export const mailAddress = z.email('must be a mail address')
export const filled = z.string().min(1, 'must not be empty')
