import { once } from '../base/once.ts'

/**
 * What can be told of a text in a language we do not read: whether it is one of the words by which people everywhere
 * ask for silence, and whether it is in a script of which we understand nothing. Words stand as they are written, in
 * small letters: folding would take letters of other alphabets for Latin ones.
 */

const UNSEEN = /\p{Cf}|\ufe0f/gu

/** Ask for silence as the whole text, with polite words around them at most, and at the beginning of a longer one. */
const openLeading = once(() =>
  listed(`
  désabonner désabonnez désabonnement désinscrire désinscription arrêt arret arrêtez arretez
  abbestellen abmelden aufhören uitschrijven afmelden disiscrivimi smettetela
  dur durdurun przestań przestańcie wypisz sispann itigil dừng ngừng
  стоп отписаться отписка отпишите отпишись прекратите прекрати відписатися припиніть
  توقفوا أوقفوا עצור עצרו στοπ หยุด 그만 그만해 그만하세요 수신거부
`),
)
/** Mean more than that within a sentence, such as a heater that stopped, so that they count alone only. */
const openAlone = once(() =>
  listed(`
  unsub stopp stoppen arrête arrete parar pare sair basta ferma fermare iptal durdur rete kanpe
  стой хватит остановите остановить досить توقف أوقف إيقاف ايقاف قف لغو إلغاء الغاء הסר הסירו הסרה די
  रुको रोकें रोको बंद σταματήστε σταμάτα διαγραφή ยกเลิก 중지 정지 멈춰 ストップ
`),
)
/** Languages that part no words: the text begins so, after a "please" perhaps. */
const RUN_ON =
  /^(?:请|請|麻烦|麻煩)?(?:退订|退訂|取消订阅|取消訂閱|拒收|配信停止|配信解除|別再發|别再发|不要再发|不要再發)/u
const RUN_ON_ALONE =
  /^(?:请|請)?(?:停止?|停止(?:发送|發送|短信|简讯|簡訊|联系|聯繫)+|解除|やめて)(?:了|吧|谢谢|謝謝|ください|下さい)*$/u
const openPolite = once(() =>
  listed(`
  please pls plz now thanks thank you lütfen artık bitte danke jetzt sofort s'il vous te plaît plait svp stp merci por favor
  obrigado obrigada gracias per favore grazie alstublieft graag proszę dziękuję tanpri mèsi salamat po
  пожалуйста спасибо будь ласка дякую من فضلك رجاء شكرا الاشتراك الرسائل בבקשה תודה कृपया धन्यवाद करो करें παρακαλώ ευχαριστώ 제발 감사합니다
  ได้โปรด ครับ ค่ะ làm ơn
`),
)

/** Pictures that forbid, as the whole text. */
const SIGNS_ALONE = /^(?:[🚫⛔🛑][\s!.]*)+$/u
/** Greets some and halts others. */
const UNCLEAR_SIGN = /^(?:[✋🤚]\p{Emoji_Modifier}?[\s!.]*)+$/u

/** "стоп-кран" is a valve. */
const WORD = /[\p{L}\p{M}'-]+/gu
const OTHER_LETTER = String.raw`(?!\p{Script=Latin})\p{L}\p{M}*`
/** A single Greek letter is a unit or a sign; one of these is a word. */
const RUN_ON_LETTER = String.raw`\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}`
const openOtherWord = once(
  () => new RegExp(String.raw`${RUN_ON_LETTER}|(?<![\p{L}\p{M}])(?:${OTHER_LETTER}){2,}(?!\p{L})`, 'u'),
)

/** The word or sign by which a text in another language asks for no more texts; null where none is known to. */
export function readForeignOptOut(text: string): string | null {
  const seen = fold(text)
  if (SIGNS_ALONE.test(seen)) return seen
  const bare = seen.replaceAll(/[^\p{L}\p{M}]+/gu, '')
  const runOn = RUN_ON.exec(bare) ?? RUN_ON_ALONE.exec(bare)
  if (runOn !== null) return runOn[0]
  const asked = (seen.match(WORD) ?? []).filter((word) => !openPolite().has(word))
  const [first] = asked
  if (first === undefined) return null
  const counts = openLeading().has(first) || asked.every((word) => openAlone().has(word))
  return counts ? first : null
}

/** Whether part of a text is in a script of which we read nothing, or a sign that may halt: only a person can tell. */
export function isBeyondUs(text: string): boolean {
  const seen = fold(text)
  return openOtherWord().test(seen) || UNCLEAR_SIGN.test(seen)
}

function listed(words: string): ReadonlySet<string> {
  return new Set(fold(words).split(/\s+/))
}

function fold(text: string): string {
  const seen = text.normalize('NFKC').replaceAll(UNSEEN, '').replaceAll('’', "'").toLowerCase()
  // What lower case makes of a Turkish capital.
  return seen.replaceAll('i\u0307', 'i').trim()
}
