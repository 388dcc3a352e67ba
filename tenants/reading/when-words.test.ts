import { describe, expect, test } from 'vitest'
import { plainTimes } from './when-words.ts'

const plain = (text: string) => plainTimes(text).text.trim()

describe('days and hours in plain English', () => {
  test.each([
    ['tmrw', 'tomorrow'],
    ['Thurs', 'thursday'],
    ['mañana por la mañana', 'tomorrow morning'],
    ['pasado mañana', 'in 2 days'],
    ['el martes a las cuatro', 'tuesday 4:00 pm'],
    ['15 de junio', 'jun 15'],
    ['friday at 2', 'friday 2:00 pm'],
    ['at 9', '9:00 am'],
    ['8 tonight', '8:00 pm today'],
    ['10-2pm', '10:00 am'],
    ['noonish', 'noon'],
  ])('%s', (text, expected) => expect(plain(text)).toBe(expected))

  test.each(['2 toilets', 'option 3', 'apt 4', '2210 elm st', 'thanks'])('leave "%s" as it is', (text) => {
    expect(plain(text)).toBe(text)
  })
})

describe('an hour to be done by', () => {
  test.each(['before 3', 'by 4pm', 'till 6', 'before noon', 'antes de las 10'])('is told by "%s"', (text) => {
    expect(plainTimes(text).endsThen).toBe(true)
  })

  test.each(['after 3', 'at 4pm', 'come by tomorrow', 'stop by at 4'])('is not told by "%s"', (text) => {
    expect(plainTimes(text).endsThen).toBe(false)
  })
})
