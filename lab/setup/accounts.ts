/** The mail accounts of the examined host. */
export interface Account {
  readonly address: string
  readonly password: string
}

export const alice: Account = { address: 'alice@example-a.test', password: 'alices secret 7' }
export const carol: Account = { address: 'carol@example-a.test', password: 'carols secret 8' }
export const dave: Account = { address: 'dave@example-a.test', password: 'daves secret 9' }
export const accounts: readonly Account[] = [alice, carol, dave]

/** The login that the smarthost of example-c.test knows. */
export const relayLogin = { user: 'relay@example-c.test', password: 'relays secret 5' }
