import { describe, expect, test } from 'vitest'
import { encodeUint32, fromText, join, type Bytes } from './bytes.ts'
import { readPhotoType, readRecordingType } from './file-type.ts'
import { readOrientation } from './orientation.ts'
import { stripExif } from './strip-exif.ts'
import { crc32 } from './strip-png.ts'

/** Pictures as cameras write them, byte by byte, with a secret wherever a camera may put one. */

const SECRET = 'N 30.2672 W 97.7431'
const of = (...values: number[]) => new Uint8Array(values)
const little = (value: number) => encodeUint32(value).reverse()
const holds = (bytes: Bytes, text: string) => Buffer.from(bytes).includes(text, 0, 'latin1')

/** A TIFF with an orientation and, behind it, a directory of the place. */
function tiff(orientation: number, isLittle = false): Uint8Array {
  const short = (value: number) => (isLittle ? of(value & 255, value >> 8) : of(value >> 8, value & 255))
  const long = (value: number) => (isLittle ? little(value) : encodeUint32(value))
  const entry = (tag: number, kind: number, value: Uint8Array) => join([short(tag), short(kind), long(1), value])
  const header = join([fromText(isLittle ? 'II' : 'MM'), short(42), long(8), short(2)])
  const turned = entry(0x0112, 3, join([short(orientation), of(0, 0)]))
  return join([header, turned, entry(0x8825, 4, long(38)), long(0), fromText(SECRET)])
}

const segment = (marker: number, content: Bytes) =>
  join([of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content])
const SCAN = of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0x78)
const PICTURE = [
  segment(0xdb, new Uint8Array(65).fill(3)),
  segment(0xc2, of(8, 0, 1, 0, 1, 1, 1, 0x11, 0)),
  join([segment(0xda, of(1, 1, 0, 0, 0, 0)), SCAN]),
  segment(0xc4, of(0, 1, 2)),
  join([segment(0xda, of(1, 1, 0, 1, 5, 0)), SCAN]),
]

function jpeg(orientation: number, isLittle = false): Uint8Array {
  const exif = segment(0xe1, join([fromText('Exif\0\0'), tiff(orientation, isLittle)]))
  const notes = [
    segment(0xe0, join([fromText('JFIF\0'), of(1, 1, 0, 0, 1, 0, 1, 0, 0)])),
    exif,
    segment(0xe1, fromText(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
    segment(0xe2, fromText(`ICC_PROFILE\0\x01\x01profile`)),
    segment(0xe2, fromText(`MPF\0${SECRET}`)),
    segment(0xed, fromText(`Photoshop 3.0\0${SECRET}`)),
    segment(0xfe, fromText(SECRET)),
  ]
  const behind = join([of(0xff, 0xd8), exif, of(0xff, 0xd9), fromText(SECRET)])
  return join([of(0xff, 0xd8), ...notes, ...PICTURE, of(0xff, 0xd9), behind])
}

const chunk = (name: string, content: Bytes) => {
  const named = join([fromText(name), content])
  return join([encodeUint32(content.length), named, encodeUint32(crc32(named))])
}
const IHDR = chunk('IHDR', of(0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0))
const IDAT = chunk('IDAT', of(0x78, 0x9c, 0x63, 0, 0, 0, 4, 0, 1))

function png(orientation: number, isLittle = false): Uint8Array {
  const texts = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'].map((name) => chunk(name, fromText(SECRET)))
  const colours = chunk('gAMA', of(0, 0, 0xb1, 0x8f))
  const all = [IHDR, chunk('eXIf', tiff(orientation, isLittle)), ...texts, colours, IDAT, chunk('IEND', of())]
  return join([fromText('\x89PNG\r\n\x1a\n'), ...all, fromText(SECRET)])
}

const riff = (name: string, content: Bytes) =>
  join([fromText(name), little(content.length), content, ...(content.length % 2 ? [of(0)] : [])])
const VP8 = riff('VP8 ', of(1, 2, 3, 4, 5))

function webp(orientation: number, isLittle = false): Uint8Array {
  const extended = riff('VP8X', of(0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0))
  const notes = [
    riff('EXIF', tiff(orientation, isLittle)),
    riff('XMP ', fromText(SECRET)),
    riff('note', fromText(SECRET)),
  ]
  const body = join([fromText('WEBP'), extended, VP8, ...notes])
  return join([fromText('RIFF'), little(body.length), body, fromText(SECRET)])
}

function gif(): Uint8Array {
  const block = (label: number, ...parts: Bytes[]) =>
    join([of(0x21, label), ...parts.map((part) => join([of(part.length), part])), of(0)])
  const loop = block(0xff, fromText('NETSCAPE2.0'), of(1, 0, 0))
  const notes = [block(0xfe, fromText(SECRET)), block(0xff, fromText('XMP DataXMP'), fromText(SECRET))]
  const image = join([of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0), of(2, 2, 0x4c, 1, 0)])
  const head = join([fromText('GIF89a'), of(1, 0, 1, 0, 0x80, 0, 0), of(0, 0, 0, 255, 255, 255)])
  return join([head, loop, ...notes, block(0xf9, of(0, 0, 0, 0)), image, of(0x3b), fromText(SECRET)])
}

const box = (type: string, ...parts: Bytes[]) => {
  const content = join(parts)
  return join([encodeUint32(content.length + 8), fromText(type), content])
}

function heic(): Uint8Array {
  const tiles = fromText('tiles of the picture')
  const exif = join([encodeUint32(0), fromText('Exif\0\0'), tiff(6)])
  const xmp = fromText(`<x>${SECRET}</x>`)
  const info = (id: number, type: string, rest = '') =>
    box('infe', of(2, 0, 0, 0), of(0, id), of(0, 0), fromText(`${type}\0${rest}`))
  const infos = box(
    'iinf',
    of(0, 0, 0, 0),
    of(0, 3),
    info(1, 'hvc1'),
    info(2, 'Exif'),
    info(3, 'mime', 'application/rdf+xml\0'),
  )
  const head = box('ftyp', fromText('heic'), encodeUint32(0), fromText('mif1heic'))
  const places = (at: number) => {
    const place = (id: number, from: number, length: number) =>
      join([of(0, id), of(0, 0), of(0, 1), encodeUint32(from), encodeUint32(length)])
    const lengths = [tiles, exif, xmp].map(({ length }) => length)
    const [a = 0, b = 0, c = 0] = lengths
    return box(
      'iloc',
      of(0, 0, 0, 0),
      of(0x44, 0),
      of(0, 3),
      place(1, at, a),
      place(2, at + a, b),
      place(3, at + a + b, c),
    )
  }
  const meta = (at: number) => box('meta', of(0, 0, 0, 0), infos, places(at))
  const dataAt = head.length + meta(0).length + 8
  return join([head, meta(dataAt), box('mdat', tiles, exif, xmp), box('uuid', fromText(`0123456789abcdef${SECRET}`))])
}

const TURNED = { 'image/jpeg': jpeg, 'image/png': png, 'image/webp': webp } as const

/** The same numbers in every run. */
function* numbers(seed: number): Generator<number> {
  for (let value = seed; ;) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0
    yield value
  }
}

describe('what a camera wrote beside a picture', () => {
  test.each([...Object.entries(TURNED), ['image/gif', gif], ['image/heic', heic]] as const)(
    'goes from %s',
    (type, make) => {
      const picture = make(6)
      expect([readPhotoType(picture), holds(picture, SECRET)]).toEqual([type, true])
      const stripped = stripExif(picture)
      expect(stripped && holds(stripped, SECRET)).toBe(false)
      expect(stripped && holds(stripped, 'GPS')).toBe(false)
      expect(stripped && readPhotoType(stripped)).toBe(type)
      // What has been stripped has nothing more to lose.
      expect(stripped && stripExif(stripped)).toEqual(stripped)
    },
  )

  test('leaves all of the picture itself', () => {
    expect(stripExif(jpeg(1))).toEqual(
      join([
        of(0xff, 0xd8),
        segment(0xe0, join([fromText('JFIF\0'), of(1, 1, 0, 0, 1, 0, 1, 0, 0)])),
        segment(0xe2, fromText('ICC_PROFILE\0\x01\x01profile')),
        ...PICTURE,
        of(0xff, 0xd9),
      ]),
    )
    const colours = chunk('gAMA', of(0, 0, 0xb1, 0x8f))
    const plain = join([fromText('\x89PNG\r\n\x1a\n'), IHDR, colours, IDAT, chunk('IEND', of())])
    expect(stripExif(png(1))).toEqual(plain)
    const body = join([fromText('WEBP'), riff('VP8X', of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), VP8])
    expect(stripExif(webp(1))).toEqual(join([fromText('RIFF'), little(body.length), body]))
    const photo = heic()
    expect(holds(stripExif(photo) ?? of(), 'tiles of the picture')).toBe(true)
    expect(stripExif(photo)).toHaveLength(photo.length)
  })

  test.each(Object.entries(TURNED))('says which way up it is in %s, and that stays', (type, make) => {
    const at = { 'image/jpeg': 12, 'image/png': 8 + IHDR.length + 8, 'image/webp': -26 }[type] ?? 0
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      for (const isLittle of [false, true]) {
        const stripped = stripExif(make(orientation, isLittle)) ?? of()
        expect(readOrientation(stripped.slice(at))).toBe(orientation)
      }
    }
  })
})

describe('a file that is not whole', () => {
  test.each([...Object.values(TURNED), gif, heic])('is not vouched for, or has lost its secret (%#)', (make) => {
    const whole = make(6)
    for (let length = 0; length < whole.length; length += 1) {
      const stripped = stripExif(whole.slice(0, length))
      expect(stripped === null || !holds(stripped, SECRET)).toBe(true)
    }
  })

  test('with bytes changed at random never throws', () => {
    const random = numbers(7)
    let readable = 0
    for (const make of [...Object.values(TURNED), gif, heic]) {
      for (let round = 0; round < 400; round += 1) {
        const bytes = make(6)
        for (let change = 0; change < 3; change += 1) {
          bytes[(random.next().value ?? 0) % bytes.length] = (random.next().value ?? 0) >>> 24
        }
        if (stripExif(bytes) !== null) readable += 1
      }
    }
    expect(readable).toBeGreaterThan(200)
  })

  test('that claims a million extents is given up at once', () => {
    const places = box('iloc', of(0, 0, 0, 0), of(0, 0), of(0xff, 0xff), new Uint8Array(400_000).fill(0xff))
    const infos = box('iinf', of(0, 0, 0, 0), of(0, 0))
    const head = box('ftyp', fromText('heic'), encodeUint32(0), fromText('heic'))
    expect(stripExif(join([head, box('meta', of(0, 0, 0, 0), infos, places)]))).toBeNull()
  })
})

describe('a file is what its bytes say', () => {
  test.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', null],
    ['<!doctype html>', null],
    ['%PDF-1.7', null],
    ['\0\0\0\x18ftypavif\0\0\0\0avifmif1', null],
    ['\0\0\0\x18ftypmp42\0\0\0\0mp42isom', null],
    ['\0\0\0\x18ftypmif1\0\0\0\0heicmif1', 'image/heic'],
    ['', null],
  ])('%j is %s', (text, type) => {
    expect(readPhotoType(fromText(text))).toBe(type)
  })

  test('and so is a recording', () => {
    expect(readRecordingType(fromText('RIFF\0\0\0\0WAVEfmt '))).toBe('audio/wav')
    expect(readRecordingType(fromText('ID3\x04'))).toBe('audio/mpeg')
    expect(readRecordingType(of(0xff, 0xfb, 0x10, 0xc4))).toBe('audio/mpeg')
    expect(readRecordingType(jpeg(1))).toBeNull()
    expect(readRecordingType(fromText('<html>'))).toBeNull()
  })
})
