import * as v from 'valibot'
import type { EmulatorResponse } from './emulator.ts'
import { own } from './ghl-contacts.ts'
import { USER_ID, makeId } from './ghl-records.ts'
import type { Note, Task } from './ghl-records.ts'
import { GhlRefusal, answer, given, readBody } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import { contactEvent, deliverEventLater } from './ghl-webhooks.ts'

const TagsBody = v.object({ tags: v.array(v.string()) })
const NOTE_EXTRAS = {
  userId: v.optional(v.string()),
  title: v.optional(v.string()),
  color: v.optional(v.string()),
  pinned: v.optional(v.boolean()),
}
const NoteBody = v.object({ body: v.pipe(v.string(), v.nonEmpty()), ...NOTE_EXTRAS })
const NoteChange = v.object({ body: v.optional(v.string()), ...NOTE_EXTRAS })
const DueDate = v.pipe(v.string(), v.isoTimestamp())
const TaskBody = v.object({
  title: v.string(),
  dueDate: DueDate,
  completed: v.boolean(),
  body: v.optional(v.string()),
  assignedTo: v.optional(v.string()),
})
const TaskChange = v.object({
  title: v.optional(v.string()),
  dueDate: v.optional(DueDate),
  completed: v.optional(v.boolean()),
  body: v.optional(v.string()),
  assignedTo: v.optional(v.string()),
})
const CompletedBody = v.object({ completed: v.boolean() })

const at = (path: string) => `/contacts/:contactId${path}`

/** What hangs on a contact: its tags, notes and tasks. */
export const CONTACT_NOTE_ROUTES: GhlRoute[] = [
  { method: 'POST', path: at('/tags'), opens: 'Location', answer: (call) => changeTags(call, addTags, 201) },
  { method: 'DELETE', path: at('/tags'), opens: 'Location', answer: (call) => changeTags(call, dropTags, 200) },
  { method: 'GET', path: at('/notes'), opens: 'Location', answer: listNotes },
  { method: 'POST', path: at('/notes'), opens: 'Location', answer: createNote },
  {
    method: 'GET',
    path: at('/notes/:id'),
    opens: 'Location',
    answer: (call) => answer({ note: showNote(ownNote(call)) }),
  },
  { method: 'PUT', path: at('/notes/:id'), opens: 'Location', answer: updateNote },
  { method: 'DELETE', path: at('/notes/:id'), opens: 'Location', answer: removeNote },
  { method: 'GET', path: at('/tasks'), opens: 'Location', answer: listTasks },
  { method: 'POST', path: at('/tasks'), opens: 'Location', answer: createTask },
  {
    method: 'GET',
    path: at('/tasks/:id'),
    opens: 'Location',
    answer: (call) => answer({ task: showTask(ownTask(call)) }),
  },
  { method: 'PUT', path: at('/tasks/:id'), opens: 'Location', answer: (call) => updateTask(call, TaskChange) },
  {
    method: 'PUT',
    path: at('/tasks/:id/completed'),
    opens: 'Location',
    answer: (call) => updateTask(call, CompletedBody),
  },
  { method: 'DELETE', path: at('/tasks/:id'), opens: 'Location', answer: removeTask },
]

const addTags = (before: string[], tags: string[]) => [...new Set([...before, ...tags])]
const dropTags = (before: string[], tags: string[]) => before.filter((tag) => !tags.includes(tag))

function changeTags(call: GhlCall, change: typeof addTags, status: number): EmulatorResponse {
  const body = readBody(call, TagsBody)
  const before = own(call)
  const tags = change(before.tags, body.tags)
  call.records.contacts.update(before.id, { tags, dateUpdated: nowOf(call) })
  if (tags.length !== before.tags.length) {
    deliverEventLater(contactEvent('ContactTagUpdate', { ...before, tags }), call.world)
  }
  return answer({ tags }, status)
}

function listNotes(call: GhlCall): EmulatorResponse {
  const notes = call.records.notes.list({ contactId: own(call).id })
  return answer({ notes: notes.toReversed().map(showNote) })
}

function createNote(call: GhlCall): EmulatorResponse {
  const { body, userId, ...extras } = readBody(call, NoteBody)
  const contact = own(call)
  const note = call.records.notes.insert({
    id: makeId(),
    locationId: contact.locationId,
    contactId: contact.id,
    body,
    userId: userId ?? USER_ID,
    dateAdded: nowOf(call),
    ...given(extras),
  })
  tellNote(call, 'NoteCreate', note)
  return answer({ note: showNote(note) }, 201)
}

function updateNote(call: GhlCall): EmulatorResponse {
  const change = readBody(call, NoteChange)
  const note = { ...ownNote(call), ...given(change) }
  call.records.notes.put(note)
  tellNote(call, 'NoteUpdate', note)
  return answer({ note: showNote(note) })
}

function removeNote(call: GhlCall): EmulatorResponse {
  const note = ownNote(call)
  call.records.notes.remove(note.id)
  tellNote(call, 'NoteDelete', note)
  return answer({ succeded: true })
}

function ownNote(call: GhlCall): Note {
  const note = call.records.notes.find(call.params['id'] ?? '')
  if (note?.contactId !== own(call).id) throw new GhlRefusal(404, 'Note not found')
  return note
}

function showNote({ locationId: _location, ...note }: Note): Omit<Note, 'locationId'> {
  return note
}

function tellNote(call: GhlCall, type: string, note: Note): void {
  const { id, locationId, body, contactId, dateAdded } = note
  deliverEventLater({ type, locationId, id, body, contactId, dateAdded }, call.world)
}

function listTasks(call: GhlCall): EmulatorResponse {
  return answer({ tasks: call.records.tasks.list({ contactId: own(call).id }).map(showTask) })
}

function createTask(call: GhlCall): EmulatorResponse {
  const { title, dueDate, completed, ...extras } = readBody(call, TaskBody)
  const { id: contactId, locationId } = own(call)
  const row = { id: makeId(), locationId, contactId, title, dueDate, completed, ...given(extras) }
  const task = call.records.tasks.insert(row)
  tellTask(call, 'TaskCreate', task)
  return answer({ task: showTask(task) }, 201)
}

function updateTask(call: GhlCall, fields: typeof TaskChange | typeof CompletedBody): EmulatorResponse {
  const change = given(readBody(call, fields))
  const before = ownTask(call)
  const task = { ...before, ...change }
  call.records.tasks.put(task)
  if (task.completed && !before.completed) tellTask(call, 'TaskComplete', task)
  return answer({ task: showTask(task) })
}

function removeTask(call: GhlCall): EmulatorResponse {
  const task = ownTask(call)
  call.records.tasks.remove(task.id)
  tellTask(call, 'TaskDelete', task)
  return answer({ succeded: true })
}

function ownTask(call: GhlCall): Task {
  const task = call.records.tasks.find(call.params['id'] ?? '')
  if (task?.contactId !== own(call).id) throw new GhlRefusal(404, 'Task not found')
  return task
}

function showTask({ locationId: _location, ...task }: Task): Omit<Task, 'locationId'> {
  return task
}

function tellTask(call: GhlCall, type: string, task: Task): void {
  const { completed: _completed, ...told } = task
  deliverEventLater({ type, ...told, dateAdded: nowOf(call) }, call.world)
}

function nowOf(call: GhlCall): string {
  return new Date(call.world.now()).toISOString()
}
