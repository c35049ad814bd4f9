import type { en } from './en.ts'

/** Texts of the same shape as the English ones: a language that lacks one does not compile. */
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }
export type Words = Shape<typeof en>
