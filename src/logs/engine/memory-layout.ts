/**
 * Where the engine's state lies in its one memory: byte addresses. TypeScript and the WebAssembly pass
 * (`assembly/`, which imports this very file) read and write the same rows and tables, so nothing is
 * handed over between them. Every table has its greatest size from the start: what is not touched costs
 * nothing, no view is ever made anew, and the pass never has to ask for room.
 */

// --- what the pass is told, and what it tells ----------------------------------------------------

/** Numbers of 32 bits, by index. */
export const prefixLengthCell = 0
export const stampLengthCell = 1
/** The byte behind the seconds. */
export const pointCell = 2
/** The byte of the zone's sign; 0: none. */
export const signCell = 3
/** Second at which the hour of the prefix begins. */
export const hourSecondCell = 4
/** Length of the host and its blank. */
export const hostLengthCell = 5
/** Where the pass stopped. */
export const nextCell = 6
/** Number of Exim where the file is its own, without hosts and tags; else 0. */
export const eximCell = 7
/** Row of the hour in `Hours`. */
export const hourRowCell = 64
export const hostCell = 65
/** Lines that the pass has settled by itself in its last run, and the last one's number in its input. */
export const settledCell = 66
export const lineNumberCell = 67
/** Start and second of the last dated line that it settled. */
export const lastStampCell = 68
export const lastSecondCell = 69
/** Deliveries that wait for a next queue file; instances with queues of their own. */
export const pendingCell = 70
export const queuesCell = 71
/** Number of the line of the last refusal without a queue ID, and its template, from 1. */
export const refusedLineCell = 72
export const refusedTemplateCell = 73
/** Queue files: how many were closed, first free row, rows used, rows that live, opened in all. */
export const closedCell = 74
export const freeCell = 75
export const usedCell = 76
export const liveCell = 77
export const openedCell = 78
/** Slots of the table of queue files, less one; the most rows that may live. */
export const filesMaskCell = 79
export const mostRowsCell = 80
/** Names of actions of Rspamd that are known. */
export const actionsCell = 81
/** Lines of Exim in its own file that the pass has settled. */
export const eximSettledCell = 82
/** Number of the program of the last line that the pass settled. */
export const lastProgramCell = 83
/** Verdicts of Amavis that are known. */
export const amavisCell = 84
export const cellCount = 128

export const prefixAt = 512
export const hostAt = 544
/** 16 bytes of ones, 16 of zeros: the mask of n bytes begins 16 − n behind it. */
export const onesAt = 608
/** Length, number of the program, its reader, its flags, lines settled, queue; then 32 bytes of the tag. */
export const tagsAt = 1024
export const tagBytes = 64
export const tagPlaces = 512
/** Flags of a tag: smtp(8); its clients begin with TLS; it may be an instance of Postfix of its own. */
export const smtpFlag = 1
export const wrappedFlag = 2
export const instanceFlag = 4
export const amavisFlag = 8
/** Numbers of 64 bits that the pass adds to; `settle` takes them from there. */
export const totalsAt = 36_864
export const receivedTotal = 0
export const deliveredTotal = 1
export const deferredMessagesTotal = 2
export const deferredEventsTotal = 3
export const bouncedTotal = 4
export const rejectedTotal = 5
export const bytesReceivedTotal = 6
export const bytesDeliveredTotal = 7
export const sessionsTotal = 8
export const encryptedSessionsTotal = 9
export const deliveriesTotal = 10
export const encryptedDeliveriesTotal = 11
/** TLS 1.x by x, of ten, in and out. */
export const versionsInTotal = 12
export const versionsOutTotal = 22
export const expiredTotal = 32
export const heldTotal = 33
export const discardedTotal = 34
export const totalCount = 40
/** Rspamd's actions, with the closing bracket, and verdicts of Amavis: length, count, then the name. */
export const actionsAt = 40_960
export const amavisAt = 45_056
export const actionBytes = 64
export const mostActions = 40

export const recordsAt = 65_536
export const textAt = 1 << 17
/** Bytes of text that are looked at in one go: they stay in the processor's nearest cache but one. */
export const textBytes = 1 << 18
/** Behind the text, for what is to be looked at in this memory: a tag. */
export const spareAt = textAt + textBytes + 64

// --- queue files ---------------------------------------------------------------------------------

/** Longest queue ID that is kept whole: Exim's have 23 characters. */
export const idBytes = 24
/** Beyond it the oldest open queue files are forgotten, and that is said. */
export const mostRows = 1 << 19
export const fileSlots = 1 << 20
/** Finished queue files are remembered this long: lines of two processes may come in either order. */
export const lingering = 1 << 14

export const fileTableAt = 1 << 19
export const fileIdsAt = fileTableAt + fileSlots * 4
export const fileLengthsAt = fileIdsAt + mostRows * idBytes
export const fileHashesAt = fileLengthsAt + mostRows
export const fileScopesAt = fileHashesAt + mostRows * 4
export const fileNextFreeAt = fileScopesAt + mostRows * 4
export const fileSerialsAt = fileNextFreeAt + mostRows * 4
export const fileStatesAt = fileSerialsAt + mostRows * 4
export const fileFirstsAt = fileStatesAt + mostRows * 4
export const fileFollowersAt = fileFirstsAt + mostRows * 4
export const fileHoursAt = fileFollowersAt + mostRows * 4
export const fileSendersAt = fileHoursAt + mostRows * 4
export const fileUsersAt = fileSendersAt + mostRows * 4
export const fileClientsAt = fileUsersAt + mostRows * 4
export const fileMessageIdsAt = fileClientsAt + mostRows * 4
export const fileClientNamesAt = fileMessageIdsAt + mostRows * 4
export const fileRecipientsAt = fileClientNamesAt + mostRows * 4
export const fileOpenedAt = fileRecipientsAt + mostRows * 4
export const fileSizesAt = fileOpenedAt + mostRows * 8
export const closedRingAt = fileSizesAt + mostRows * 8

// --- names ---------------------------------------------------------------------------------------

/** More different names than these are counted together: memory must not depend on what a log invents. */
export const mostNames = 1_000_000
/** Of all names of a kind together: about 700,000 addresses as people have them. */
export const mostNameBytes = 1 << 24
export const nameSlots = 1 << 21
export const firstNameSlots = 1 << 12
const nameColumn = (mostNames + 16) * 4
/** Within the area of one kind: names held, bytes held, slots less one, names without room, the most names. */
export const namesStarts = 64
export const namesHashes = namesStarts + nameColumn
export const namesCounts = namesHashes + nameColumn
export const namesTable = namesCounts + nameColumn
export const namesArena = namesTable + nameSlots * 4
/** 16-byte windows may reach behind the last name. */
export const namesArea = namesArena + mostNameBytes + 64

export const sendersAt = closedRingAt + lingering * 4
export const recipientsAt = sendersAt + namesArea
export const usersAt = recipientsAt + namesArea
export const clientsAt = usersAt + namesArea
export const domainsAt = clientsAt + namesArea

// --- counts --------------------------------------------------------------------------------------

/** More hours than these, seven years, are counted in the last one. */
export const mostHours = 1 << 16
export const hourColumns = 5
export const hoursAt = domainsAt + namesArea

/** A table of pairs: pairs held, slots less one, the most pairs, amounts without room; its slots; the pairs. */
export const pairsHead = 16
export const pairBytes = 12
export const firstPairSlots = 512
export const mostNetworks = 65_536
export const mostReasonPairs = 65_536
export const mostUserHours = 262_144
export const mostProcesses = 65_536
export const mostLocalArrivals = 50_000
export const mostTemplates = 20_000
export const mostPolicies = 2_000
export const mostPolicyPairs = 30_000
const pairs65536 = pairsHead + 131_072 * 4 + 65_536 * pairBytes
const pairs262144 = pairsHead + 524_288 * 4 + 262_144 * pairBytes
const pairs32768 = pairsHead + 65_536 * 4 + 32_768 * pairBytes

export const refusalsAt = hoursAt + mostHours * hourColumns * 8
export const loginsAt = refusalsAt + pairs65536
export const userMessagesAt = loginsAt + pairs65536
export const userRecipientsAt = userMessagesAt + pairs262144
export const destinationReasonsAt = userRecipientsAt + pairs262144
export const peersAt = destinationReasonsAt + pairs65536
export const localArrivalsAt = peersAt + pairs65536
export const templatesAt = localArrivalsAt + pairs65536
export const policyPairsAt = templatesAt + pairs32768
/** Of templates and policies by their number, from 1: what the pass counted; of templates the reason. */
export const templateCountsAt = policyPairsAt + pairs32768
export const templateReasonsAt = templateCountsAt + (mostTemplates + 16) * 4
export const policyCountsAt = templateReasonsAt + (mostTemplates + 16) * 4

/** Beyond it, destinations are counted together under this number. */
export const mostDestinations = 8_191
export const destinationColumns = 8
/** 8 for each power of two of milliseconds up to 2^31. */
export const buckets = 232
export const destinationsAt = policyCountsAt + (mostPolicies + 16) * 4
export const destinationOfAt = destinationsAt + (mostDestinations + 1) * destinationColumns * 8
export const delaysByDestinationAt = destinationOfAt + nameColumn
export const overallDelaysAt = delaysByDestinationAt + (mostDestinations + 1) * buckets * 4
export const queueLifeAt = overallDelaysAt + 6 * buckets * 4

/** Sums by domain: names of their own. */
export const sumsAt = queueLifeAt + buckets * 4
/** More names of clients than these are not kept: then a client is known by its address. */
export const mostLabels = 65_536
export const mostLabelBytes = 1 << 22
export const longestLabel = 512
/** Labels held, bytes held; then where each begins, then the bytes. */
export const labelsAt = sumsAt + namesArea
export const labelStarts = 16
export const labelArena = labelStarts + (mostLabels + 2) * 4

export const memoryPages = ((labelsAt + labelArena + mostLabelBytes) >> 16) + 1
