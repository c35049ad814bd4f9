import type { Lab } from '../lab.ts'

/** Gives a folder of the examined host a small file system of its own, as if it were a partition. */
export async function onOwnFileSystem(lab: Lab, folder: string, options: string): Promise<void> {
  await lab.a.must(`
    systemctl stop postfix dovecot
    mkdir -p /var/lib/moving
    cp -a ${folder} /var/lib/moving/kept
    mount -t tmpfs -o ${options} spool ${folder}
    chown --reference=/var/lib/moving/kept ${folder}
    chmod --reference=/var/lib/moving/kept ${folder}
    cp -a /var/lib/moving/kept/. ${folder}/
    rm -rf /var/lib/moving
    systemctl start dovecot postfix
  `)
}
