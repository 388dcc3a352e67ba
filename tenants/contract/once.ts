/**
 * What a caller asks for once, however often the request arrives: the key that they gave it, and what was asked under
 * that key. Both are digests, so that nothing of either is kept.
 */
export type Once = { key: string; asked: string }
