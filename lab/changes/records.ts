/** Edits of a zone's records; a record is `NAME IN TYPE DATA`. */
export type Edit = (records: string[]) => string[]

/** Removes a name's records of a type. */
export function without(name: string, type: string): Edit {
  return (records) => records.filter((record) => !record.startsWith(`${name} IN ${type} `))
}

/** Replaces a name's records of a type; other records stay. */
export function instead(name: string, type: string, data: string): Edit {
  return (records) => [...without(name, type)(records), `${name} IN ${type} ${data}`]
}

/** Adds a record. */
export function also(name: string, type: string, data: string): Edit {
  return (records) => [...records, `${name} IN ${type} ${data}`]
}
