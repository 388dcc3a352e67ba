import { US_AREA_CODES } from '../../tenants/base/area-codes-data.ts'

/** Numbers that belong to nobody: 555-0100 to 555-0199 in area codes that exist. */

const AREA_CODES =
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 248 251 252 253 254 256 ' +
  '260 262 267 269 270 276 281 301 303 304 307 308 309 310 312 313 314 315 316 317 318 319 323 325 330 331 334 336 337 ' +
  '339 346 361 385 402 404 406 408 409 410 412 413 414 415 417 419 423 424 425 432 434 440 442 443 458 469 470 475 478 ' +
  '479 480 484 502 503 504 505 507 508 509 510 513 515 516 517 518 520 530 531 534 540 541 551 559 561 562 563 567 570'
/** Those of all states follow, for fleets. */
const CODES = [...new Set([...AREA_CODES.split(' '), ...US_AREA_CODES.flatMap(([, , codes]) => codes.split(' '))])]
const PER_CODE = 100

export const FIXTURE_PHONES_MAX = CODES.length * PER_CODE

/** The number at a place in the list, E.164. */
export function fixturePhone(place: number): string {
  const code = CODES[Math.floor(place / PER_CODE)]
  if (code === undefined) throw new RangeError(`There are ${FIXTURE_PHONES_MAX} fixture numbers, not ${place}.`)
  return `+1${code}55501${String(place % PER_CODE).padStart(2, '0')}`
}
