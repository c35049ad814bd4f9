import { argon2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashPassword, isOutdated, isPassword } from '../../src/server/sign-in/passwords.ts'

describe('passwords', () => {
  test('are kept as argon2id with its parameters', async () => {
    const hash = await hashPassword('correct horse')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await hashPassword('correct horse')).not.toBe(hash)
    expect([await isPassword('correct horse', hash), await isPassword('correct Horse', hash)]).toEqual([
      true,
      false,
    ])
    expect(isOutdated(hash)).toBe(false)
  })

  test('one that was kept with other parameters still fits, and is outdated', async () => {
    const nonce = Buffer.from('somesalt01234567')
    const how = { memory: 1_024, passes: 2, parallelism: 1 }
    const tag = argon2Sync('argon2id', { message: 'correct horse', nonce, tagLength: 32, ...how })
    const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
    const hash = `$argon2id$v=19$m=1024,t=2,p=1$${plain(nonce)}$${plain(tag)}`
    expect([await isPassword('correct horse', hash), isOutdated(hash)]).toEqual([true, true])
  })

  test('the same letters typed on another keyboard are the same', async () => {
    expect(await isPassword('café long enough', await hashPassword('café long enough'))).toBe(true)
  })

  test('without a user it is work, too, and never right', async () => {
    expect(await isPassword('', undefined)).toBe(false)
  })

  test('what is stored is not believed', async () => {
    await expect(
      isPassword('x', '$argon2id$v=19$m=99999999,t=3,p=4$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA'),
    ).rejects.toThrow()
  })
})
