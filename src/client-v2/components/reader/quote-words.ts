/**
 * What mail clients write above a message that is replied to or forwarded, in the languages whose subject
 * prefixes `common/subject.ts` knows. All in lower case; a word shared by several languages is listed with
 * the first one.
 */

/** Labels of the sender, such as Outlook's `From:`. */
export const FROM = new Set([
  ...['from', 'von', 'de', 'da', 'van', 'från', 'fra', 'lähettäjä', 'od', 'odesílatel', 'odosielateľ'],
  ...['pošiljatelj', 'šalje', 'од', 'de la', 'expéditeur', 'remitente', 'remetente', 'mittente', 'feladó'],
  ...['gönderen', 'kimden', 'от', 'від', 'από', 'מאת', 'من', 'از', 'frá', 'saatja', 'no', 'nuo', 'siuntėjas'],
  ...['dari', 'daripada', 'từ', 'จาก', 'oddi wrth', '发件人', '寄件者', '寄件人', '差出人', '送信者'],
  ...['보낸 사람', '보낸사람'],
]);

/** Labels of the date: Outlook's `Sent:`, and `Date:` in all other programs. */
export const SENT = new Set([
  ...[
    'sent',
    'date',
    'gesendet',
    'datum',
    'envoyé',
    'enviado',
    'enviado el',
    'enviado em',
    'enviada em',
    'fecha',
  ],
  ...[
    'enviada',
    'data',
    'inviato',
    'verzonden',
    'skickat',
    'sendt',
    'dato',
    'lähetetty',
    'päiväys',
    'wysłano',
  ],
  ...['wysłane', 'odesláno', 'odoslané', 'dátum', 'poslano', 'послато', 'датум', 'trimis', 'dată', 'küldve'],
  ...['elküldve', 'gönderildi', 'gönderme tarihi', 'tarih', 'отправлено', 'дата', 'надіслано', 'изпратено'],
  ...['στάλθηκε', 'ημερομηνία', 'נשלח', 'תאריך', 'تم الإرسال', 'أُرسلت', 'تاريخ الإرسال', 'التاريخ', 'تاريخ'],
  ...['ارسال شده', 'تاریخ', 'dagsetning', 'saadetud', 'kuupäev', 'nosūtīts', 'datums', 'išsiųsta', 'dikirim'],
  ...['dihantar', 'tanggal', 'tarikh', 'đã gửi', 'ngày', 'ส่ง', 'วันที่', 'enviat', 'anfonwyd', '发送时间'],
  ...[
    '发送日期',
    '日期',
    '时间',
    '傳送時間',
    '寄件日期',
    '時間',
    '送信日時',
    '日時',
    '日付',
    '보낸 날짜',
    '날짜',
    '보낸날짜',
  ],
]);

/** Labels of the recipients: `To:`. */
export const TO = new Set([
  ...['to', 'an', 'à', 'para', 'a', 'aan', 'till', 'til', 'vastaanottaja', 'do', 'komu', 'za', 'prima', 'за'],
  ...['către', 'címzett', 'kime', 'alıcı', 'кому', 'до', 'προς', 'אל', 'إلى', 'به', 'adressaat', 'kellele'],
  ...[
    'kam',
    'uz',
    'skirta',
    'gavėjas',
    'kepada',
    'ke',
    'tới',
    'đến',
    'ถึง',
    'per a',
    'at',
    '收件人',
    '收件者',
  ],
  ...['宛先', '받는 사람', '받는사람'],
]);

/** Labels of the subject: `Subject:`. */
export const SUBJECT = new Set([
  ...['subject', 'betreff', 'objet', 'asunto', 'assunto', 'oggetto', 'onderwerp', 'ämne', 'emne', 'aihe'],
  ...[
    'temat',
    'předmět',
    'predmet',
    'zadeva',
    'tema',
    'тема',
    'предмет',
    'subiect',
    'tárgy',
    'konu',
    'относно',
  ],
  ...['θέμα', 'נושא', 'الموضوع', 'موضوع', 'efni', 'teema', 'tēma', 'temats', 'subjek', 'perihal', 'chủ đề'],
  ...['tiêu đề', 'เรื่อง', 'assumpte', 'pwnc', '主题', '主旨', '主題', '件名', '제목'],
]);

/**
 * Headings of the original, between dashes or alone with a colon: `-----Original Message-----`, `Begin
 * forwarded message:`.
 */
export const ORIGINAL = [
  ...['original message', 'original appointment', 'forwarded message', 'begin forwarded message'],
  ...['ursprüngliche nachricht', 'originalnachricht', 'original-nachricht', 'weitergeleitete nachricht'],
  ...['anfang der weitergeleiteten', "message d'origine", 'message d’origine', 'message original'],
  ...['message transféré', 'début du message réexpédié', 'mensaje original', 'mensaje reenviado'],
  ...['inicio del mensaje reenviado', 'mensagem original', 'mensagem encaminhada', 'messaggio originale'],
  ...['messaggio inoltrato', 'inizio messaggio inoltrato', 'oorspronkelijk bericht', 'doorgestuurd bericht'],
  ...[
    'begin doorgestuurd bericht',
    'ursprungligt meddelande',
    'originalmeddelande',
    'vidarebefordrat meddelande',
  ],
  ...['vidarebefordrat brev', 'oprindelig meddelelse', 'videresendt meddelelse', 'opprinnelig melding'],
  ...['videresendt melding', 'alkuperäinen viesti', 'välitetty viesti', 'wiadomość oryginalna'],
  ...[
    'oryginalna wiadomość',
    'przekazana wiadomość',
    'wiadomość przekazana',
    'původní zpráva',
    'původní e-mail',
  ],
  ...[
    'přeposlaná zpráva',
    'pôvodná správa',
    'preposlaná správa',
    'izvirno sporočilo',
    'posredovano sporočilo',
  ],
  ...['izvorna poruka', 'originalna poruka', 'proslijeđena poruka', 'оригинална порука', 'прослеђена порука'],
  ...['mesajul original', 'mesaj original', 'mesaj redirecționat', 'eredeti üzenet', 'továbbított üzenet'],
  ...['orijinal mesaj', 'orjinal mesaj', 'iletilmiş mesaj', 'yönlendirilmiş ileti', 'исходное сообщение'],
  ...['пересылаемое сообщение', 'пересланное сообщение', 'оригінальне повідомлення', 'вихідне повідомлення'],
  ...['переслане повідомлення', 'оригинално съобщение', 'препратено съобщение', 'αρχικό μήνυμα'],
  ...['προωθημένο μήνυμα', 'הודעה מקורית', 'הודעה שהועברה', 'الرسالة الأصلية', 'رسالة معاد توجيهها'],
  ...['پیام اصلی', 'پیام هدایت‌شده', 'upprunaleg skilaboð', 'algne kiri', 'algsõnum', 'edastatud kiri'],
  ...[
    'sākotnējais ziņojums',
    'pārsūtītā ziņa',
    'pradinis laiškas',
    'originalus pranešimas',
    'persiųstas laiškas',
  ],
  ...['pesan asli', 'pesan terusan', 'mesej asal', 'mesej dimajukan', 'thư gốc', 'tin nhắn gốc'],
  ...['thư được chuyển tiếp', 'ข้อความต้นฉบับ', 'ข้อความที่ส่งต่อ', 'missatge original', 'missatge reenviat'],
  ...[
    'neges wreiddiol',
    '原始邮件',
    '邮件原件',
    '转发邮件',
    '转发的邮件',
    '被转发邮件的信息',
    '原始郵件',
    '原始信件',
  ],
  ...['轉寄郵件', '已轉寄郵件', '元のメッセージ', '転送メッセージ', '転送されたメッセージ', '원본 메시지'],
  ...['원본 메일', '전달된 메시지', '전달된 메일', 'original'],
];

/** Verbs between the date and the sender in the line above a quote: `On … wrote:`. */
export const WROTE = [
  ...[
    'wrote',
    'writes',
    'schrieb',
    'schreibt',
    'a écrit',
    'écrit',
    'escribió',
    'escribe',
    'ha scritto',
    'scrisse',
  ],
  ...['scritto', 'escreveu', 'schreef', 'geschreven', 'skrev', 'skrifaði', 'kirjoitti', 'napisał', 'pisze'],
  ...['napsal', 'napísal', 'napisal', 'je pisao', 'написа', 'пише', 'писал', 'a scris', 'írta', 'ezt írta'],
  ...['yazdı', 'şunu yazdı', 'пишет', 'написав', 'έγραψε', 'כתב', 'כתבה', 'כתב/ה', 'كتب', 'نوشت', 'kirjutas'],
  ...['rakstīja', 'rašė', 'parašė', 'menulis', 'đã viết', 'viết', 'เขียน', 'va escriure', 'escrigué'],
  ...[
    'ysgrifennodd',
    '写道',
    '寫道',
    '写到',
    '書きました',
    '書き込みました',
    'のメール',
    'wrote',
    '작성',
    '썼습니다',
    '님이',
  ],
];

/** How such a line begins in languages where it is mostly longer than 76 characters and therefore wraps. */
export const OPENERS = [
  ...[
    'on ',
    'am ',
    'le ',
    'el ',
    'il ',
    'em ',
    'op ',
    'den ',
    'dne ',
    'dňa ',
    'w dniu ',
    'în ',
    'la ',
    'pe ',
  ],
  ...[
    'tarihinde',
    'a(z) ',
    'στις ',
    'в ',
    'на ',
    'у ',
    'ב-',
    'في ',
    'در ',
    'á ',
    'pada ',
    'vào ',
    'เมื่อ',
    'at ',
  ],
  ...[
    'no dia ',
    'a ',
    'dana ',
    'dňa',
    '于',
    '在',
    '於',
    'ons ',
    'ma ',
    'pn.',
    'wt.',
    'śr.',
    'czw.',
    'pt.',
    'sob.',
  ],
];
