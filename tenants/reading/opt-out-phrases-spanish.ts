import { phrases } from './phrase.ts'

/** Wordings in Spanish, and in Spanish mixed with English, that ask for silence wherever they stand. */
export const OPT_OUT_PHRASES_SPANISH = phrases(`
  dejen|deje|deja|dejar|dejan|dejenme|dejame|dejeme|dejes de mand*|envi*|escrib*|llam*|molest*|text*|contact*|ching*|jod*|freg*|acos*|spam*|marc*|busc*|insist*|estar
  dejen|deje|deja|dejan|dejenme|dejame|dejeme|dejenos ~2 paz|tranquilo|tranquila|tranquilos|solo
  no me|nos vuelv* a ~1 mand*|escrib*|envi*|llam*|molest*|text*|contact*|marc*
  no me|nos escriban|escriba|escribas|manden|mande|mandes|envien|envie|envies|llamen|llames|molesten|moleste|molestes|contacten|contacte|contactes|texteen|textee|textees|marquen|busquen|fastidien|jodan|chinguen|spameen
  no ~1 vuelv* a ~1 mand*|escrib*|envi*|llam*|molest*|text*|contact*|marc*
  no manden|mande|mandes|envien|envie|escriban|escriba|texteen|molesten|moleste ~2 mensajes|textos|nada|mas
  [ no manden|mande|envien|escriban|escriba|texteen ]
  ya no manden|mande|envien|escriban|quiero|me|deseo|nos ~4 mensaje|mensajes|textos|texto|manden|escriban|escriba|envien|texteen|mande|escribas|contacten|llamen|molesten
  no quiero|queremos|deseo|deseamos|necesito|pedi|autorizo|autorice|solicite ~4 mensaje|mensajes|textos|texto|escriban|escriba|escribas|contacten|texteen|molesten|manden|texts
  no quiero ~2 saber|recibir ~2 nada|mas|de
  no ~1 mas @message|texts|llamadas
  basta de|con|ya
  ya basta
  parenle|parele|parenla
  quitenme|saquenme|borrenme|quiteme|saqueme|borreme|elimineme de
  ya no me|nos hable|hablen|hables ]
  no quiero|deseo|necesito recibir
  ya parenle|parale|parele|paren|parenla
  dar|darme|darnos|denme|deme|dame|date|den|damos|doy de baja
  quiero|necesito|solicito la|mi|una? baja
  [ de baja ]
  de baja ~3 lista|numero|favor
  borr*|elimin*|quiten|quite|quita|quitar|saquen|saque|saca|sacar|remuev*|olvid* ~1 mi|este|el|nuestro ~1 numero|telefono|nombre|contacto|celular|datos
  borr*|elimin*|quit*|sacar*|sacame|saqu*|remuev*|salir*|salirme ~3 lista|sistema|registro|grupo|base
  quitenme|saquenme|eliminenme|borrenme|remuevanme|saqueme|eliminame|eliminenme|elimineme|borrame ]
  pare|paren|para|parar|alto|detener|detengan|cancelen|cancelar|cancele|suspendan|terminen de|a|con|los|las|estos|mis|sus ~2 mensaje|mensajes|textos|texto|llamadas|mandar*|escribir*|molestar*|enviar*|textos
  los|te|lo|las|voy ~2 bloquear|bloqueo|bloqueado|reportar|denunciar|demandar
  acoso
  no ~1 molest* mas|por
  no molesten|moleste|molestes|molestar ]
  vete|vayanse|larguense|largo ~1 a|al|de
  stop|quit mandando|enviando|llamando|escribiendo|los|las|de
  no me text|text*
  me tienen harto|harta
  ^ para ya? @polite* $
  ya para|paren|pare por|con|de ~1 favor|eso|esto|mensajes|mandar*|escrib*|texte*|]
  [ paren|pare|parale|parenle ya|con|de
  quiero|queremos|quisiera que ~1 dejen|paren|deje
  como|donde|que ~2 dejo|dejar|cancelo|quito|salgo|salir|cancelar ~2 recibir|mensajes|textos|lista|esto|estos ~1 esto|estos|mensajes|textos|]
  no me|nos ~1 sigan|siga|sigas|esten|este|estes|anden|ande mandando|escribiendo|enviando|molestando|llamando|textando|texteando
  cansado|cansada|harto|harta|hartos ~2 de|con ~3 mensajes|textos|texts
  no ~1 mand*|escrib*|text*|contact*|envi* ~1 mas
  esto es spam|acoso
  no ~1 insist*
  no me|nos busque*|insist*
  [ @polite* no llamen|llame|llames|textear|mandar|enviar|escribir|molestar|llamar ~1 mas|por|favor|mensajes|textos|nada|]
  que me|nos borr*|quiten|saquen|elimin*|bloque*
  [ bloquead*|bloqueados ]
  dejen mi numero
  no interes* ~2 mensajes|textos
`)
