import { z } from 'zod'
import { bearer, type ChannelKind, jsonPost, setting, under } from '../channel-kind.ts'
import { filled, httpUrl } from './settings.ts'

/** https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid */
export const matrix: ChannelKind = {
  kind: 'matrix',
  summary: 'a message in a Matrix room',
  settings: {
    url: { about: 'the home server, such as https://matrix.example.org' },
    room: { about: 'id of the room, such as !abc:example.org' },
  },
  secret: { about: 'access token of the account that posts' },
  schema: z.strictObject({ url: httpUrl, room: filled }),
  deliver(given, alert, { title, lines }) {
    const [room, transaction] = [setting(given, 'room'), alert.id].map(encodeURIComponent)
    const path = `/_matrix/client/v3/rooms/${room}/send/m.room.message/${transaction}`
    const body = { msgtype: 'm.text', body: [title, ...lines].join('\n') }
    const post = jsonPost(under(setting(given, 'url'), path), body, bearer(given.secret))
    return { ...post, method: 'PUT' }
  },
}
