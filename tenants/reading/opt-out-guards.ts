import { phrases } from './phrase.ts'

/** Where a bare `stop` or a hint is about the job after all; plain wordings stand all the same. */
export const HINT_GUARDS = phrases(`
  get|make|getting|got it|this|them|the ~2 to? stop
  can not|never ~4 stop
  need|want|needs ~2 @thing|leak|drip|it ~2 stop
  (send/email/resend/text/forward/get/got) me|us? the|a|an|your ~1 text|message|alert|reminder|link|photo|updates
  can|could|will|would|please you? ~1 text|message|send|call|contact me|us|him|her|my
  do? not call just|only|come|but
  will|do|did|should i ~1 get|receive|need|have ~2 @message|reminder|number|contact
`)

/** Where the same wording asks for something else: the phrase is struck out before the ones above are looked for. */
export const OPT_OUT_GUARDS = phrases(`
  donde|como|quien ~2 sac*|consig*|obtuv*|dio ~1 mi
  (did/have/has/had) not ~1 get|got|receive|received|see|saw|reply|respond|find|gotten ~2 @message|number|list|link
  never got|received|saw|see ~2 @message
  not ~1 see|find ~2 @message
  no message|messages|text|texts from|yet|back
  sending|sent|leave|left|got|take ~2 message|text
  sending|sent|left|got|take ~2 list
  parts|price|to do|waiting|wait|punch list|lists
  stop there|here
  stop valve|valves|cock
  should i stop
  one stop shop
  fair|good|soon|fast|quick|big|close|early|late|hot|cold|warm|strong enough
  leave me|us a|the|your|with
  do not ~1 stop now
  stop|stopping|stops by|in|over|at|past|off|through|along|around|bye
  stop on ~2 way|by
  stop ~3 leak|leaks|leaking|leaky|water|dripping|drip|running|flooding|flood|noise|beeping|smell|overflowing|gas|rattling|flow|bleeding|damage|valve|payment|clogging|sign|light|clock|drain|draining|spraying
  @can|to|not|never|help stop the|this|that|it from|leak*|water
  stop it from
  bus|truck|rest|pit|door|gas|angle|shut|shutoff|full|non|next|first|corner|train|metro|quick stop
  not stop leak*|running|drip*|beep*|ringing|making|flush*|now|until|till|work*
  not stop ]
  wont|not|never|did stop work*|cool*|heat*|spin*|drain*|flush*
  stop work*|cool*|heat*|function*|spin*|leak*|light*|turning|coming|flush*|pumping|charging|running|making
  quit work*|cool*|heat*|function*|running|leak*|spin*|flush*|on|smoking|last|yesterday|again|draining|pumping
  stop|quit blowing hot|cold|air|fuses|warm
  furnace|heater|ac|unit|fridge|dryer|washer|dishwasher|fan|pump|it|disposal|thermostat quit|stop
  not quit running|leak*|drip*|making|beep*
  why|when did you|yall ~1 stop|quit texting|messaging|calling|sending|responding
  [ please? do not stop texting|messaging|sending @me|updates
  end|ends of|unit|cap|piece|result|up|user|unit
  weekend|other|far|back|front|deep|shallow|hot|cold|dead|east|west|north|south|left|right|either|our|this|the|my|your|an|by|at end
  at the end
  opt for|to
  remove ~1 old|the|it|that|my|existing|a|an|some ~2 @thing
  remove ~2 heater|toilet|tank|tree|mold|wall|tile|faucet|unit|stump|debris|roots|hair|clog
  haul|tow|clean|drive|drain go away
  please cancel no|we|i|my|it|our|found|got|sorry|already|the|not|someone longer|found|got|have|fixed|already|is|job|@visit|needed|need|moved|sold|changed|decided|hired|sorry|wife|husband
  do not ~2 unsubscribe|remove|delete|drop me|us
  (did/have/had/has) not ~1 get|got|receive|received|getting ~1 them|it|any|this|those|these|one|yours
  you|yall|they|guys|he|she do|did|does not respond|reply|write|text|message
  do|will|would|does|did i|we|you ~1 get|be|getting|being charged|billed
  where|how ~3 get|got|find|found|have my|this|our ~1 number from|]
  dog|dogs|kids|kid|cat|bugs|ants|bees|neighbors|alarm ~2 not leave
  never|not stop|stops amazing|impressing|smiling|laughing|raving|recommending|thinking
  noise|alarm|sound|neighbor|neighbors|dogs|dog|smell ~2 harass*|annoying|bothering
  why|when|how ~1 did|does|would|will the|it|my|our|this ~2 stop|quit|end
  @texts ~1 @be? not ~1 going|go|went|sending|delivering
  stop|cancel ~1 the|this|my|our work|job|order|project|repair|visit|request
  stop|quit|end losing|paying|overpaying|wasting|missing|struggling|worrying|smoking|renting|chasing|settling|throwing
  no need|not need ~1 text|call|message needed|to|before|just
  no text|call|message needed|necessary ~1 just|come|show|i|we|on
  why ~2 say|says|said ~3 text|reply|send stop
  say|says|said ~3 text|reply|send stop ~2 to|end|but
  say|says|said ~3 text|reply|send stop ]
  cancel ~4 @visit|@day|<time>|technician|booking|order
  do not text and drive
  do not text while|until|till|before|after|unless
  do not ~1 @touch|send ~3 until|till|before|unless|after|antes
  i|we do not really|usually|even|ever|often? text|call|email|message
  do not call me? just|only|please|but|instead? you? can? text me|only|instead|please|is|works|us
  do not call me? just|only|please|but text
  never @touch|texted|@touched me|us back
  you|yall|they|he|she|nobody|noone|people|guys never|do|does ~1 not? @touch|text|call me|us? back
  do not call|send|email|write|ask|bother the|him|her|them|anyone|another|that|over|out|my
  do not @touch the|my|that tenant|tenants|technician|guy|landlord|same|tech|plumber|office
  (not/need to/have to) @touch me|us|ahead? ~1 first|beforehand|ahead
  not @touch first|ahead
  do not bother coming|with|to|sending|fixing|if|us coming
  no message|text on|from|was|left|yet|came|back|about
  no text message|messages from|yet|about|received
  blocked|block drain|toilet|pipe|line|sink|sewer|driveway|by|the|up
  @thing|toilets|line|lines|main|it|completely|partially|still|street|road|driveway ~2 blocked
  leave it|the|that|them alone
  get off|it off|off work|off at|off the
  take|get|put me|us off ~1 the ~1 schedule|calendar|appointment|waitlist|books|tomorrow|today|friday|monday
  cross that off
  turn|shut|switch ~2 off ~2 water|gas|main|power|breaker|heater|valve|it|electric|ac|supply
  do not know how ~3 stop
  no me llame|llamen|llames|escriba|escriban|hable|marque ~2 antes|despues|hasta
  baja presion
  muy|mas|techo|techos|piso alto
  para el|la|que|manana|hoy|cuando|las|los|mi
  para arreglar|instalar|destapar|el|una|venir
  parar ~2 fuga|agua|goteo|gotera
  deja|dejen|dejo|deje de tirar|gotear|salir|funcionar|prender|trabajar|enfriar|calentar
  no para de|el|la
`)

/** Wordings that ask for silence only while the text is not about something that runs, leaks or rings. */
export const SOFT_OPT_OUT_PHRASES = phrases(`
  ^ reply|text|send stop $
  please|ok|just|no|nope|interested|thanks|said|so|you|again|now|lol|already|alone|seriously|guys|all stop $
  ^ stop i|you|we|not|no|wrong|do|nobody|who|never|thanks|thank|please|now|have|already|what|why|if|because
  [ stop no|not|now|please|thanks|wrong|already
  [ @ask* stop|quit it|this|that ]
  [ stop that|this|it please|now|already|thanks|thank
  want|need|make|like this|it|them|that to? stop|end ]
  [ please|pls make ~1 stop
  how ~3 stop this|these
  how ~3 stop ]
  ^ @ask* end this
  [ @ask* cancel|end|terminate these|them ]
  [ @ask* that? is? enough now|already|] ~2 ]
  turn|shut|switch these|those|them off ]
  turn|shut|switch off these|those|them ]
`)

/** Instructions of a mass text, which tell the reader how to opt out and ask for nothing themselves. */
export const OPT_OUT_FOOTERS = phrases(`
  reply|text|send|respond|type|message|answer|responda|envie|texto|responde with? stop|alto|quit|end|no|unsubscribe|cancel|remove to|<number>|for|para|if ~2 unsubscribe|opt|end|stop|quit|cancel|cancelar|decline|salir|remove|be|no|not|out|termina*|dejar
  reply|text|send|respond|responda|envie stop|alto ]
  unsubscribe reply|text|send|txt
  <url> stop|end stop|end|quit ]
  stop|quit to|<number>|for|equals end|quit|stop|cancel|unsubscribe|opt|optout
  [ stop stop|end|quit|cancel|unsubscribe ]
  to opt out|unsubscribe|cancel|stop|end|be ~2 reply|text|send|click|visit|respond|removed
  to stop reply|text|send
  to stop @fill* @message reply|text|send
  opt out ~1 reply|text|here|anytime|<url>
  unsubscribe|optout here|at|via|link|anytime|by|<url>
  if you ~2 want|like|prefer|wish|rather ~3 stop|opt|unsubscribe|not|no|be|leave
  if you no longer
  know if you ~3 stop|not
  not interested reply|text stop|no
  click|tap ~3 unsubscribe|opt
`)
