/**
 * The items of a list in Exim's own form (specification, "Lists in file names and option values"):
 * separated by colons, `::` for one colon inside an item, another separator after `<`.
 * `<; ::0 ; 0.0.0.0` → `::0`, `0.0.0.0`. White space around items is dropped, as are empty items.
 */
export function eximListItems(list: string): string[] {
  const text = list.trim()
  const separator = /^<([^\w\s])/.exec(text)?.[1] ?? ':'
  const body = text.startsWith('<') && separator !== ':' ? text.slice(2) : text
  const items: string[] = []
  let item = ''
  for (let index = 0; index < body.length; index++) {
    const character = body[index] ?? ''
    if (character !== separator) item += character
    else if (body[index + 1] === separator) {
      item += separator
      index++
    } else {
      items.push(item)
      item = ''
    }
  }
  return [...items, item].map((one) => one.trim()).filter((one) => one !== '')
}
