import { installedSoftware } from '../system/mail-software.ts'

export const opensmtpdInstalled = installedSoftware('opensmtpd.installed', 'OpenSMTPD')
