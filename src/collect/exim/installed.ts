import { installedSoftware } from '../system/mail-software.ts'

export const eximInstalled = installedSoftware('exim.installed', 'Exim')
