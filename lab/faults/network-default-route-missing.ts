import type { Fault } from '../fault.ts'

const fault: Fault = {
  id: 'network-default-route-missing',
  story: 'After a change of the network settings the default route is gone.',
  expects: [{ condition: 'network-default-route-missing' }],
  async change(lab) {
    await lab.a.must('ip route del default; ip -6 route del default')
  },
  settleSeconds: 8,
  symptoms: [
    { where: 'transcript', matches: /connection timed out/ },
    { where: 'a$ ping -c 1 -W 1 203.0.113.1', matches: /unreachable/ },
  ],
}

export default fault
