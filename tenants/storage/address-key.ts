import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { randomBytes } from '../base/ids.ts'
import { isSealedUnderOldKey, seal, unseal, type Keyring } from '../base/sealing.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/**
 * The keyed hash of a phone number or an e-mail address. Each business has a pepper of its own, which lies sealed
 * beside its rows: whoever gets the file alone cannot try all numbers there are, and the hash is the same for ever,
 * also when the sealing key is changed.
 */
const peppers = new WeakMap<TenantDb, Pepper>()

/** With the keys that were asked for last: the gate and the rows of one text ask for the same one several times. */
type Pepper = { key: KeyObject; known: Map<string, string> }

const KEYS_KNOWN_MAX = 50

const PEPPER_BYTES = 32
/** Rows from before there were keys carry the address itself behind this, until they are opened for the first time. */
const PLAIN = 'plain:'

/**
 * Once after waking, inside a transaction. Throws where the pepper cannot be unsealed: no opt-out may be overlooked.
 */
export function openAddressKeys(db: TenantDb, keyring: Keyring, objectName: string): void {
  const owner = `${objectName}/address_pepper`
  const sealed = loadSetting<string>(db, 'address_pepper')
  const pepper = sealed === null ? Buffer.from(randomBytes(PEPPER_BYTES)) : fromText(unseal(keyring, owner, sealed))
  peppers.set(db, { key: createSecretKey(pepper), known: new Map() })
  if (sealed !== null && !isSealedUnderOldKey(keyring, sealed)) return
  saveSetting(db, 'address_pepper', seal(keyring, owner, pepper.toString('base64')))
  if (sealed === null) hashPlainRows(db)
}

/** The same for however an e-mail address is capitalised. */
export function addressKey(db: TenantDb, address: string): string {
  const pepper = peppers.get(db)
  if (!pepper) throw new Error('The address keys of this business are not open.')
  const { key, known } = pepper
  const found = known.get(address)
  if (found !== undefined) return found
  if (known.size >= KEYS_KNOWN_MAX) known.clear()
  const made = createHmac('sha256', key).update(address.trim().toLowerCase()).digest('hex')
  known.set(address, made)
  return made
}

function fromText(text: string): Buffer {
  return Buffer.from(text, 'base64')
}

function hashPlainRows(db: TenantDb): void {
  const { sql } = db.$client
  const plain = sql.exec<{ key: string }>('select distinct address_key as key from suppressions').toArray()
  for (const { key } of plain) {
    if (!key.startsWith(PLAIN)) continue
    const hashed = addressKey(db, key.slice(PLAIN.length))
    sql.exec('update or replace suppressions set address_key = ? where address_key = ?', hashed, key)
  }
  const people = sql.exec<{ id: string; phone: string }>(
    'select customer_id as id, phone from customers where phone is not null and phone_key is null',
  )
  for (const { id, phone } of people.toArray()) {
    sql.exec('update customers set phone_key = ? where customer_id = ?', addressKey(db, phone), id)
  }
}
