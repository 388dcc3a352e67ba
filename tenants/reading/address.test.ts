import { expect, test } from 'vitest'
import { readAddress } from './address.ts'

test.each([
  ['the address is 12 Palm St', '12 Palm St'],
  ['12 Reef Rd Dededo', '12 Reef Rd Dededo'],
  ['yes my address is 44 Coral Way', '44 Coral Way'],
  ['44 coral way', '44 coral way'],
  ['we are at 10500 N Research Blvd, Austin, TX 78759. Gate code 1234', '10500 N Research Blvd, Austin, TX 78759'],
  ['12 Oak St. please call before', '12 Oak St'],
  ['Come to 7 Elm Street apt 4B please', '7 Elm Street apt 4B'],
  ['its 221b baker street thanks', '221b baker street'],
  ['45 5th Ave NW, thanks', '45 5th Ave NW'],
  ['14200 Hwy 290', '14200 Hwy 290'],
  ['My address is 123 Chalan San Antonio, Tamuning', '123 Chalan San Antonio, Tamuning'],
  ['I live at 9 Tumon Heights', '9 Tumon Heights'],
  ['mi dirección es Calle Luna 45', 'Calle Luna 45'],
  ['vivo en la calle de los Pinos #12, gracias', 'calle de los Pinos #12'],
  ['12 Calle Sol, Dededo', '12 Calle Sol, Dededo'],
  ['Mi direccion es 300 Marine Corps Drive, Tamuning', '300 Marine Corps Drive, Tamuning'],
])('"%s" gives the address %s', (text, address) => {
  expect(readAddress(text)).toBe(address)
})

test.each([
  'can you come at 9 my place',
  'I am 30 min drive away',
  'come at 10 to our street',
  'tomorrow at 9am works',
  'is 2 pm the best way?',
  '5 of us on the way',
  'be there in 15 minutes, on my way',
  '2 toilets and a drain',
  'my email address is ann5@example.com',
  'my address is the same as before',
  'what is your address?',
  'call me at 512-555-0123 drive safe',
  '$150 for the court?',
  'a las 9 de la mañana en mi calle',
  '1',
  'a 40 gallon heater, all the way',
  'at 3 this way works',
])('"%s" gives none', (text) => {
  expect(readAddress(text)).toBeNull()
})

test.each([
  ['123 San Antonio, Tamuning', '123 San Antonio, Tamuning'],
  ['45 Kayen Chando', '45 Kayen Chando'],
  ["it's 9 Tumon Heights thanks", '9 Tumon Heights'],
])('asked for one, "%s" gives %s', (text, address) => {
  expect(readAddress(text)).toBeNull()
  expect(readAddress(text, true)).toBe(address)
})

test.each(['9 am works', '2 please', '10 minutes late', '3 pm is better', 'at 9 thanks', '2 y media', '5 people'])(
  'asked for one, "%s" still gives none',
  (text) => {
    expect(readAddress(text, true)).toBeNull()
  },
)
