import type { CommandFile } from './command-file.ts'
import { agents } from './commands/agents.ts'
import { alert } from './commands/alert.ts'
import { capture } from './commands/capture.ts'
import { check } from './commands/check.ts'
import { conditions } from './commands/conditions.ts'
import { demo } from './commands/demo.ts'
import { explain } from './commands/explain.ts'
import { incident } from './commands/incident.ts'
import { incidents } from './commands/incidents.ts'
import { logs } from './commands/logs.ts'
import { mcp } from './commands/mcp.ts'
import { mute } from './commands/mute.ts'
import { ownSetup } from './commands/own-setup.ts'
import { probe } from './commands/probe.ts'
import { sendTest } from './commands/send-test.ts'
import { serve } from './commands/serve.ts'
import { token } from './commands/token.ts'
import { trace } from './commands/trace.ts'
import { user } from './commands/user.ts'
import { watch } from './commands/watch.ts'

/** Every command, in the order of the help. Their work is loaded only when they run. */
export const commands: readonly CommandFile[] = [
  check,
  probe,
  explain,
  capture,
  conditions,
  demo,
  logs,
  trace,
  sendTest,
  serve,
  watch,
  agents,
  incidents,
  incident,
  alert,
  mute,
  ownSetup,
  user,
  token,
  mcp,
]
