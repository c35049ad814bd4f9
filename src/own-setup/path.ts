/** Where it stands on the host; `mailmedic own-setup` and the console write it. Apart: a start loads no schema. */
export const ownSetupPath = '/etc/mailmedic/own-setup.json'
