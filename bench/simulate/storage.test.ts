import { expect, test } from 'vitest'
import { runStorageCourse, STORAGE_COURSE } from '../../tests/support/storage-course.ts'
import { SimulatedStorage } from './storage.ts'

test('the storage of a simulation answers as the platform does', async () => {
  expect(await runStorageCourse(new SimulatedStorage().asPlatform())).toEqual(STORAGE_COURSE)
})

test('whoever waits for its alarm hears of every change, and of the one that was undone', () => {
  const storage = new SimulatedStorage()
  const heard: (number | null)[] = []
  storage.onAlarm = (at) => heard.push(at)
  void storage.setAlarm(5)
  expect(() =>
    storage.transactionSync(() => {
      void storage.setAlarm(7)
      throw new Error('undone')
    }),
  ).toThrow('undone')
  expect(heard).toEqual([5, 7, 5])
  expect(storage.alarm).toBe(5)
})
