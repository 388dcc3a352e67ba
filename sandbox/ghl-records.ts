import { createHash, randomBytes } from 'node:crypto'
import type { Collection } from './collection.ts'
import type { State } from './state.ts'

/** The one agency every sandbox location belongs to. */
export const COMPANY_ID = 'cmp_sandbox'
export const USER_ID = 'usr_sandbox'
export const STAGES = ['New', 'Contacted', 'Quoted', 'Booked', 'Completed', 'Lost'] as const

export const CHANNELS = ['SMS', 'Call', 'Email', 'WhatsApp', 'GMB', 'FB'] as const
export type Channel = (typeof CHANNELS)[number]
/** `active` means that do-not-disturb is on. */
export type DndSetting = { status: 'active' | 'inactive' | 'permanent'; message?: string; code?: string }
export type CustomField = { id: string; value: unknown }

const CONTACT_WORDS = [
  'firstName',
  'lastName',
  'name',
  'email',
  'phone',
  'address1',
  'city',
  'state',
  'postalCode',
  'country',
  'website',
  'timezone',
  'companyName',
  'source',
  'dateOfBirth',
  'assignedTo',
] as const
/** Contact fields that are plain text, as the contacts API names them. */
export type ContactWord = (typeof CONTACT_WORDS)[number]
export const isContactWord = (field: string): field is ContactWord => CONTACT_WORDS.some((word) => word === field)

/** A contact as the API answers it. Instants are ISO 8601. */
export type Contact = { [word in ContactWord]?: string } & {
  id: string
  locationId: string
  emailLowerCase?: string
  firstNameLowerCase?: string
  lastNameLowerCase?: string
  fullNameLowerCase?: string
  type: 'lead'
  dnd: boolean
  dndSettings?: { [channel in Channel]?: DndSetting }
  inboundDndSettings?: unknown
  tags: string[]
  customFields: CustomField[]
  dateAdded: string
  dateUpdated: string
}

export type Note = {
  id: string
  locationId: string
  contactId: string
  body: string
  userId: string
  dateAdded: string
  title?: string
  color?: string
  pinned?: boolean
}

export type Task = {
  id: string
  locationId: string
  contactId: string
  title: string
  body?: string
  assignedTo?: string
  dueDate: string
  completed: boolean
}

export const OPPORTUNITY_STATUSES = ['open', 'won', 'lost', 'abandoned'] as const
export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number]

export type Opportunity = {
  id: string
  locationId: string
  name: string
  pipelineId: string
  pipelineStageId: string
  status: OpportunityStatus
  contactId?: string
  monetaryValue: number
  assignedTo?: string
  source?: string
  lostReasonId?: string
  customFields: { id: string; fieldValue: unknown }[]
  lastStatusChangeAt: string
  lastStageChangeAt: string
  createdAt: string
  updatedAt: string
}

export type Conversation = { id: string; locationId: string; contactId: string; dateAdded: string; dateUpdated: string }

/** A text, an e-mail or a call in a conversation, as the conversations API answers it. */
export type Message = {
  id: string
  type: number
  messageType: 'TYPE_CALL' | 'TYPE_SMS' | 'TYPE_EMAIL'
  locationId: string
  contactId: string
  conversationId: string
  dateAdded: string
  dateUpdated: string
  direction: 'inbound' | 'outbound'
  contentType: string
  status?: 'delivered' | 'pending' | 'sent' | 'failed' | 'undelivered' | 'opt_out'
  body?: string
  attachments: string[]
  source?: 'api' | 'app' | 'workflow' | 'campaign' | 'bulk_actions'
  userId?: string
  meta?: { callDuration?: string; callStatus: string }
}

export type GhlRecords = {
  contacts: Collection<Contact>
  notes: Collection<Note>
  tasks: Collection<Task>
  opportunities: Collection<Opportunity>
  conversations: Collection<Conversation>
  messages: Collection<Message>
}

export function openRecords(state: State): GhlRecords {
  return {
    contacts: state.collection<Contact>('ghl_contacts', { indexed: ['phone', 'emailLowerCase', 'locationId'] }),
    notes: state.collection<Note>('ghl_notes', { indexed: ['contactId', 'locationId'] }),
    tasks: state.collection<Task>('ghl_tasks', { indexed: ['contactId'] }),
    opportunities: state.collection<Opportunity>('ghl_opportunities', {
      indexed: ['contactId', 'locationId'],
      instantOf: ({ createdAt }) => Date.parse(createdAt),
    }),
    conversations: state.collection<Conversation>('ghl_conversations', { indexed: ['contactId'] }),
    messages: state.collection<Message>('ghl_messages', {
      indexed: ['contactId', 'locationId'],
      instantOf: ({ dateAdded }) => Date.parse(dateAdded),
    }),
  }
}

export type Pipeline = {
  id: string
  name: string
  stages: { id: string; name: string; position: number }[]
  showInFunnel: boolean
  showInPieChart: boolean
  locationId: string
}

/**
 * The location's only pipeline. Its ids follow from the location's id, so that a reset of the sandbox leaves the ids
 * which Shoulder may have remembered as good as before.
 */
export function pipelineOf(locationId: string): Pipeline {
  return {
    id: deriveUuid(`${locationId}/pipeline`).replaceAll('-', '').slice(0, 20),
    name: 'Shoulder',
    stages: STAGES.map((name, position) => ({ id: deriveUuid(`${locationId}/stage/${name}`), name, position })),
    showInFunnel: true,
    showInPieChart: true,
    locationId,
  }
}

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Twenty letters and digits, the form of GoHighLevel's own ids. */
export function makeId(): string {
  return [...randomBytes(20)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('')
}

/** An id that follows from what it stands for, so that a reset leaves it as good as before. */
export function deriveId(seed: string): string {
  return deriveUuid(seed).replaceAll('-', '').slice(0, 20)
}

function deriveUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
