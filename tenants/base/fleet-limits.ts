/** Days that are counted anew each night, so that what has become of them since travels along. */
export const FLEET_DAYS_PER_EXPORT_MAX = 35
