import { createHash } from 'node:crypto'
import type { Instant } from '../../tenants/base/clock.ts'
import { newToken } from '../../tenants/base/ids.ts'
import { isFileSealedUnderOldKey, sealBytes, unsealBytes, type Keyring } from '../../tenants/base/sealing.ts'
import { KYC_UPLOAD_MS_MAX } from '../bounds.ts'
import { dropErasure, loadErasures } from '../directory/kyc-papers.ts'

/** Files in R2, sealed under their own key, so that a file put in another's place does not open. */

/** Says nothing of whose papers they are. */
export function newFolder(): string {
  return newToken()
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Answers the key it lies under. */
export async function storeFile(files: R2Bucket, keyring: Keyring, folder: string, bytes: Uint8Array): Promise<string> {
  const objectKey = `${prefixOf(folder)}${newToken()}`
  await files.put(objectKey, sealBytes(keyring, objectKey, bytes))
  return objectKey
}

/** Null where there is none. A file under an old key is stored anew under the first one. */
export async function loadFile(
  files: R2Bucket,
  keyring: Keyring,
  objectKey: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const object = await files.get(objectKey)
  if (!object) return null
  const sealed = new Uint8Array(await object.arrayBuffer())
  const bytes = unsealBytes(keyring, objectKey, sealed)
  if (isFileSealedUnderOldKey(keyring, sealed)) {
    // Only over what was read, so that a file which was erased a moment ago does not come back.
    await files.put(objectKey, sealBytes(keyring, objectKey, bytes), { onlyIf: { etagMatches: object.etag } })
  }
  return bytes
}

export async function deleteFile(files: R2Bucket, objectKey: string): Promise<void> {
  await files.delete(objectKey)
}

/**
 * Deletes the files of papers that were withdrawn, and once more later: an upload that was under way then may have
 * stored its file afterwards. Whatever request comes next finishes what this one could not.
 */
export async function finishErasures(files: R2Bucket, directory: D1Database, now: Instant): Promise<void> {
  for (const { folder, erasedAt } of await loadErasures(directory)) {
    await deleteFolder(files, folder)
    if (erasedAt <= now - KYC_UPLOAD_MS_MAX) await dropErasure(directory, folder)
  }
}

async function deleteFolder(files: R2Bucket, folder: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await files.list({ prefix: prefixOf(folder) })
    if (objects.length > 0) await files.delete(objects.map(({ key }) => key))
    if (!truncated) return
  }
}

function prefixOf(folder: string): string {
  return `kyc/${folder}/`
}
