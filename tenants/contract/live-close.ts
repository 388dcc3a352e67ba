/** Close codes of the socket that the client acts upon. */
export const LIVE_CLOSE = { signedOut: 4401, forbidden: 4403, tenantMissing: 4404 } as const
