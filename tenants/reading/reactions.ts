/**
 * What phones send in place of a reaction they cannot show: iOS in English and Spanish (`Liked “…”`), the newer
 * `Reacted 👍 to “…”`, and Android's emoji with hair spaces around it. What is quoted inside is our text, not theirs.
 */
const REACTION = [
  /^(?:liked|loved|laughed at|emphasized|emphasised|disliked|questioned) ["'\u2018-\u201F]/i,
  /^(?:liked|loved|laughed at|emphasized|emphasised|disliked|questioned) (?:an?|the|your) (?:image|photo|picture|video|message|audio message|attachment|movie|link|sticker|contact)\b/i,
  /^removed (?:an? |the )?[\p{L}\p{Extended_Pictographic}\uFE0F ]{1,24} (?:reaction )?from ["'\u2018-\u201F]/iu,
  /^reacted .{1,12} (?:to|with) /iu,
  /^reaccion[oó] con .{1,12} (?:a|en) /iu,
  /^(?:le|te) (?:gust[oóaá]|encant[oóaá]|dio risa|hizo gracia)(?: a)? ["'\u2018-\u201F]/iu,
  /^(?:se ri[oó] de|enfatiz[oó]|no le gust[oó]|cuestion[oó]|pregunt[oó] por) ["'\u2018-\u201F]/iu,
  /^[\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}\u200D]{1,8} (?:to|a) ["'\u2018-\u201F]/iu,
]
const INVISIBLE = /[\u200A-\u200C\u200E\u200F\u2060\uFEFF]/g

export function isReaction(text: string): boolean {
  const seen = text.replace(INVISIBLE, '').trim()
  return REACTION.some((shape) => shape.test(seen))
}
