import * as v from 'valibot'

/** The same schema with no room for what it does not name, so that a field nobody described is seen. */
export function strictly(schema: v.GenericSchema): v.GenericSchema {
  const { type } = schema
  if (type === 'object') {
    const { entries } = schema as v.ObjectSchema<v.ObjectEntries, undefined>
    return v.strictObject(Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, within(entry)])))
  }
  return within(schema)
}

function within(schema: v.ObjectEntries[string]): v.GenericSchema {
  const given = schema as v.GenericSchema & { item?: v.GenericSchema; wrapped?: v.GenericSchema }
  if ('pipe' in given) return given
  if (given.type === 'object') return strictly(given)
  if (given.type === 'array' && given.item) return v.array(within(given.item))
  if (given.type === 'nullable' && given.wrapped) return v.nullable(within(given.wrapped))
  if (given.type === 'optional' && given.wrapped) return v.optional(within(given.wrapped))
  return given
}
