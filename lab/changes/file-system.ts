import type { Lab } from '../lab.ts'

/** Moves a folder of the examined host to a small file system of its own, as if it had a partition. */
export async function onOwnFileSystem(lab: Lab, folder: string, options: string): Promise<void> {
  await lab.a.must(`
    systemctl stop postfix dovecot
    mkdir -p /mnt/new
    mount -t tmpfs -o ${options} spool /mnt/new
    chown --reference=${folder} /mnt/new
    chmod --reference=${folder} /mnt/new
    cp -a ${folder}/. /mnt/new/
    mount --move /mnt/new ${folder} || { umount /mnt/new; mount -t tmpfs -o ${options} spool ${folder}; exit 1; }
    systemctl start dovecot postfix
  `)
}
