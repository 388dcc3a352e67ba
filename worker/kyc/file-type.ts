export type FileType = 'application/pdf' | 'image/jpeg' | 'image/png'

const BEGINNINGS: [type: FileType, bytes: readonly number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** What a file is by its first bytes, whatever its sender calls it; null for all that we do not take. */
export function readFileType(bytes: Uint8Array): FileType | null {
  const found = BEGINNINGS.find(([, beginning]) => beginning.every((byte, at) => bytes[at] === byte))
  return found?.[0] ?? null
}

export function extensionOf(type: FileType): string {
  return { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }[type]
}
