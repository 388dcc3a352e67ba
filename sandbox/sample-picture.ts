import { crc32, deflateSync } from 'node:zlib'

/** A picture for whoever has none at hand: water that drips from a pipe, drawn here so that nobody owns it. */

const [WIDTH, HEIGHT] = [320, 240]
const WALL = [214, 205, 190] as const
const PIPE = [150, 158, 164] as const
const SHINE = [204, 210, 214] as const
const WATER = [58, 128, 196] as const

export function samplePicture(): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => [
    0,
    ...Array.from({ length: WIDTH }, (_unused, x) => colorAt(x, y)).flat(),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  // Eight bits, red, green and blue, neither filtered nor interlaced.
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.from(rows.flat()))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** As a text carries it. */
export function samplePictureUrl(): string {
  return `data:image/png;base64,${samplePicture().toString('base64')}`
}

function colorAt(x: number, y: number): readonly number[] {
  const isJoint = x > 140 && x < 180 && y > 62 && y < 118
  if (isJoint) return y < 74 ? SHINE : PIPE
  if (y > 72 && y < 108) return y < 82 ? SHINE : PIPE
  const drops: [number, number, number][] = [
    [160, 138, 7],
    [158, 168, 9],
    [162, 202, 11],
  ]
  if (drops.some(([left, top, size]) => (x - left) ** 2 + (y - top) ** 2 < size ** 2)) return WATER
  const isPuddle = ((x - 160) / 110) ** 2 + ((y - 232) / 14) ** 2 < 1
  return isPuddle ? WATER : WALL
}

function chunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const named = Buffer.concat([Buffer.from(name, 'ascii'), content])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
