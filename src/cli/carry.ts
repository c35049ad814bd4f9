import { hostname } from 'node:os'
import { sendRequest } from '../access/outbound/http-request.ts'
import { runProgram } from '../access/outbound/run-program.ts'
import { sendMail } from '../access/outbound/send-mail.ts'
import type { World } from '../access/world.ts'
import type { Carry } from '../watch/alerts/outbox.ts'

/** Carries alerts out of this host, each kind by its own way. */
export function carryFrom({ net, clock }: World): Carry {
  return (delivery) => {
    switch (delivery.via) {
      case 'http':
        return sendRequest(delivery, clock)
      case 'command':
        return runProgram(delivery.path, delivery.input, clock)
      case 'mail':
        return sendMail(delivery, { net, clock, helo: hostname() })
    }
  }
}
