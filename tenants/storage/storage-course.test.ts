import { env, runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { runStorageCourse, STORAGE_COURSE } from '../../tests/support/storage-course.ts'
import type { TenantObject } from '../../tests/support/worker-under-test.ts'

test('the platform answers as the storage of a simulation does', async () => {
  const namespace = (env as unknown as { TENANT: DurableObjectNamespace<TenantObject> }).TENANT
  const stub = namespace.getByName('storage-course')
  const seen = await runInDurableObject(stub, (_, { storage }) => runStorageCourse(storage))
  expect(seen).toEqual(STORAGE_COURSE)
})
