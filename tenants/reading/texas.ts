/** "TX" is short for a text, and for the state in which many a customer lives: there it tells where somebody is. */

const TOWNS = [
  'abilene|allen|amarillo|angelo|antonio|arlington|austin|baytown|beaumont|braunfels|brownsville|bryan|carrollton',
  'christi|conroe|creek|dallas|denton|edinburg|flower mound|frisco|galveston|garland|georgetown|grande|harlingen',
  'houston|hutto|irving|katy|killeen|kyle|lakeway|laredo|leander|lewisville|longview|lubbock|mansfield|marcos|mcallen',
  'mckinney|mesquite|midland|mission|odessa|paso|park|pasadena|pearland|pflugerville|pharr|plano|port|prairie',
  'richardson|rock|rosenberg|rowlett|seguin|spring|springs|sugar land|temple|texarkana|tyler|victoria|waco',
  'wichita falls|woodlands|worth',
].join('|')
/** Begin with a capital letter too, in words about texts. */
const NO_TOWN = [
  "All|And|Any|Cancel|Don[’']?t|End|Enough|For|Get|Getting|Hate|Just|Last|More|My|No|Ok|Okay|One|Opt|Please|Pls|Plz",
  'Quit|Re|Remove|Send|Sending|Spam|Stop|Thanks|That|The|These|This|Thx|To|Unsubscribe|Unwanted|Ur|Your',
].join('|')

const BEFORE_ZIP = /\btx(?=[.,]? +\d{5}(?!\d))/gi
const BEHIND_TOWN = new RegExp(`(?<=\\b(?:${TOWNS}),? +)tx\\b`, 'gi')
const BEHIND_NAME = new RegExp(`(?<=\\b(?!(?:${NO_TOWN})\\b)\\p{Lu}\\p{Ll}[\\p{L}'’.-]*,? +)TX\\b`, 'gu')
/** "2210 elm, hutto tx" */
const BEHIND_HOUSE = /(?<=^\s*\d{1,6} \p{L}.{2,80}[ ,])tx(?=[\s.!]*$)/giu

/** The text with the state spelled out. */
export function spellTexas(text: string): string {
  if (!/\btx\b/i.test(text)) return text
  return [BEFORE_ZIP, BEHIND_TOWN, BEHIND_NAME, BEHIND_HOUSE].reduce(
    (spelled, state) => spelled.replaceAll(state, 'Texas'),
    text,
  )
}
