const QUOTED = '> Shall we meet at ten?\n>\n> Anna\n';
const BODY = 'Shall we meet at ten?\n\nAnna\n';

/** Lines above a quote as mail programs of many languages write them. */
export const ATTRIBUTIONS: Record<string, string> = {
  English: 'On Mon, 5 Jan 2026 at 10:32, Anna Lee <anna@example.com> wrote:',
  'English, in two lines':
    'On Mon, Jan 5, 2026 at 10:32 AM Anna Lee (Marketing, Berlin)\n<anna@example.com> wrote:',
  'English, in three lines':
    'On Monday, January 5, 2026 at 10:32:10 AM GMT+1, Anna\nLee (Marketing, Berlin)\n<anna@example.com> wrote:',
  'English, Gmail as plain text': 'On Mon, Jan 5, 2026 at 10:32 AM *Anna Lee* <anna@example.com> wrote:',
  'English, without a date': 'Anna Lee <anna@example.com> writes:',
  German: 'Am 05.01.26 um 10:32 schrieb Anna Lee:',
  'German, Gmail': 'Am Mo., 5. Jan. 2026 um 10:32 Uhr schrieb Anna Lee <\nanna@example.com>:',
  French: 'Le lun. 5 janv. 2026 à 10:32, Anna Lee <anna@example.com> a écrit :',
  'French, with a no-break space': 'Le 05/01/2026 à 10:32, Anna Lee a écrit\u00A0:',
  Spanish: 'El lun, 5 ene 2026 a las 10:32, Anna Lee (<anna@example.com>) escribió:',
  Italian: 'Il giorno lun 5 gen 2026 alle ore 10:32 Anna Lee <anna@example.com> ha scritto:',
  Portuguese: 'Em seg., 5 de jan. de 2026 às 10:32, Anna Lee <anna@example.com> escreveu:',
  Dutch: 'Op ma 5 jan 2026 om 10:32 schreef Anna Lee <anna@example.com>:',
  Swedish: 'Den mån 5 jan. 2026 kl 10:32 skrev Anna Lee <anna@example.com>:',
  Danish: 'Den man. 5. jan. 2026 kl. 10.32 skrev Anna Lee <anna@example.com>:',
  Norwegian: 'man. 5. jan. 2026 kl. 10:32 skrev Anna Lee <anna@example.com>:',
  Finnish: 'ma 5. tammik. 2026 klo 10.32 Anna Lee (anna@example.com) kirjoitti:',
  Polish: 'pon., 5 sty 2026 o 10:32 Anna Lee <anna@example.com> napisał(a):',
  'Polish, Thunderbird': 'W dniu 5.01.2026 o 10:32, Anna Lee pisze:',
  Czech: 'po 5. 1. 2026 v 10:32 odesílatel Anna Lee <anna@example.com> napsal:',
  Slovak: 'Dňa 5. 1. 2026 o 10:32 Anna Lee napísala:',
  Hungarian: 'Anna Lee <anna@example.com> ezt írta (időpont: 2026. jan. 5., H, 10:32):',
  Romanian: 'În lun., 5 ian. 2026 la 10:32, Anna Lee <anna@example.com> a scris:',
  Turkish: 'Anna Lee <anna@example.com>, 5 Oca 2026 Pzt, 10:32 tarihinde şunu yazdı:',
  Greek: 'Στις Δευ 5 Ιαν 2026 στις 10:32 π.μ., ο χρήστης Anna Lee <anna@example.com> έγραψε:',
  Russian: 'пн, 5 янв. 2026 г. в 10:32, Anna Lee <anna@example.com>:',
  'Russian, Thunderbird': '05.01.2026 10:32, Anna Lee пишет:',
  Ukrainian: 'пн, 5 січ. 2026 р. о 10:32 Anna Lee <anna@example.com> пише:',
  Bulgarian: 'На 5.01.26 г. в 10:32 ч., Anna Lee написа:',
  Serbian: 'пон, 5. јан 2026. у 10:32 Anna Lee <anna@example.com> је написао/ла:',
  Croatian: 'Dana 5. 1. 2026. u 10:32 Anna Lee je napisala:',
  Slovenian: 'V V pon., 5. jan. 2026 ob 10:32 je oseba Anna Lee <anna@example.com> napisala:',
  Lithuanian: '2026-01-05, pr, 10:32 Anna Lee <anna@example.com> rašė:',
  Latvian: 'Pirmd., 2026. g. 5. janv., plkst. 10:32 — lietotājs Anna Lee rakstīja:',
  Estonian: 'Kuupäev E, 5. jaanuar 2026 kell 10:32 kirjutas Anna Lee:',
  Icelandic: 'Þann mán., 5. jan. 2026 kl. 10:32 skrifaði Anna Lee <anna@example.com>:',
  Hebrew: 'בתאריך יום ב׳, 5 בינו׳ 2026 ב-10:32 מאת Anna Lee <‪anna@example.com‬‏>:',
  Arabic: 'في الاثنين، 5 يناير 2026 في 10:32 ص تمت كتابة ما يلي بواسطة Anna Lee <anna@example.com>:',
  Persian: 'در تاریخ 2026/1/5 در 10:32، Anna Lee نوشت:',
  Chinese: '在 2026年1月5日，10:32，Anna Lee <anna@example.com> 写道：',
  'Chinese, traditional': 'Anna Lee <anna@example.com> 於 2026年1月5日 週一 上午10:32寫道：',
  Japanese: '2026年1月5日(月) 10:32 Anna Lee <anna@example.com>:',
  'Japanese, Thunderbird': 'On 2026/01/05 10:32, Anna Lee さんは書きました:',
  Korean: '2026년 1월 5일 (월) 오전 10:32, Anna Lee <anna@example.com>님이 작성:',
  Thai: 'เมื่อ จ. 5 ม.ค. 2026 เวลา 10:32 Anna Lee <anna@example.com> เขียนว่า:',
  Vietnamese: 'Vào Th 2, 5 thg 1, 2026 vào lúc 10:32 Anna Lee <anna@example.com> đã viết:',
  Indonesian: 'Pada tanggal Sen, 5 Jan 2026 pukul 10.32 Anna Lee <anna@example.com> menulis:',
  Catalan: 'Missatge de Anna Lee <anna@example.com> del dia dl., 5 de gen. 2026 a les 10:32:',
  'our own': 'Anna Lee <anna@example.com>, 2026-01-05 10:32 +01:00:',
};

/** The first lines of an answered message as Outlook writes them: from whom, when, to whom, what about. */
const HEADERS: Record<string, [string, string, string, string]> = {
  English: ['From', 'Sent', 'To', 'Subject'],
  German: ['Von', 'Gesendet', 'An', 'Betreff'],
  French: ['De ', 'Envoyé ', 'À ', 'Objet '],
  Spanish: ['De', 'Enviado el', 'Para', 'Asunto'],
  Italian: ['Da', 'Inviato', 'A', 'Oggetto'],
  Portuguese: ['De', 'Enviada em', 'Para', 'Assunto'],
  Dutch: ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
  Swedish: ['Från', 'Skickat', 'Till', 'Ämne'],
  Danish: ['Fra', 'Sendt', 'Til', 'Emne'],
  Finnish: ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
  Polish: ['Od', 'Wysłano', 'Do', 'Temat'],
  Czech: ['Od', 'Odesláno', 'Komu', 'Předmět'],
  Slovak: ['Od', 'Odoslané', 'Komu', 'Predmet'],
  Slovenian: ['Od', 'Poslano', 'Za', 'Zadeva'],
  Croatian: ['Šalje', 'Poslano', 'Prima', 'Predmet'],
  Hungarian: ['Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
  Romanian: ['De la', 'Trimis', 'Către', 'Subiect'],
  Turkish: ['Kimden', 'Gönderildi', 'Kime', 'Konu'],
  Greek: ['Από', 'Στάλθηκε', 'Προς', 'Θέμα'],
  Russian: ['От', 'Отправлено', 'Кому', 'Тема'],
  Ukrainian: ['Від', 'Надіслано', 'Кому', 'Тема'],
  Bulgarian: ['От', 'Изпратено', 'До', 'Относно'],
  Serbian: ['Од', 'Послато', 'За', 'Тема'],
  Lithuanian: ['Nuo', 'Išsiųsta', 'Kam', 'Tema'],
  Latvian: ['No', 'Nosūtīts', 'Kam', 'Tēma'],
  Estonian: ['Saatja', 'Saadetud', 'Adressaat', 'Teema'],
  Icelandic: ['Frá', 'Sent', 'Til', 'Efni'],
  Hebrew: ['מאת', 'נשלח', 'אל', 'נושא'],
  Arabic: ['من', 'تم الإرسال', 'إلى', 'الموضوع'],
  Persian: ['از', 'ارسال شده', 'به', 'موضوع'],
  Chinese: ['发件人', '发送时间', '收件人', '主题'],
  'Chinese, traditional': ['寄件者', '寄件日期', '收件者', '主旨'],
  Japanese: ['差出人', '送信日時', '宛先', '件名'],
  Korean: ['보낸 사람', '보낸 날짜', '받는 사람', '제목'],
  Thai: ['จาก', 'ส่ง', 'ถึง', 'เรื่อง'],
  Vietnamese: ['Từ', 'Đã gửi', 'Đến', 'Chủ đề'],
  Indonesian: ['Dari', 'Dikirim', 'Kepada', 'Subjek'],
  Malay: ['Daripada', 'Dihantar', 'Kepada', 'Subjek'],
  Welsh: ['Oddi wrth', 'Anfonwyd', 'At', 'Pwnc'],
};

/** The line before an original that is not quoted with brackets. */
export const ORIGINAL_LINES = [
  ...['-----Original Message-----', '---------- Forwarded message ---------', 'Begin forwarded message:'],
  ...[
    '-----Ursprüngliche Nachricht-----',
    '-------- Original-Nachricht --------',
    '-----Message d’origine-----',
  ],
  ...['-----Mensaje original-----', '-----Messaggio originale-----', '-----Mensagem Original-----'],
  ...[
    '-----Oorspronkelijk bericht-----',
    '-----Ursprungligt meddelande-----',
    '-----Oprindelig meddelelse-----',
  ],
  ...['-----Opprinnelig melding-----', '-----Alkuperäinen viesti-----', '-----Wiadomość oryginalna-----'],
  ...['-----Původní zpráva-----', '-----Eredeti üzenet-----', '-----Исходное сообщение-----'],
  ...['-------- Пересылаемое сообщение --------', '-----Αρχικό μήνυμα-----', '-----הודעה מקורית-----'],
  ...[
    '------------------ 原始邮件 ------------------',
    '-----邮件原件-----',
    '-----原始郵件-----',
    '-----元のメッセージ-----',
  ],
  ...[
    '-----Original Message-----',
    '-----원본 메시지-----',
    '-----الرسالة الأصلية-----',
    '-----Thư gốc-----',
  ],
];

const header = ([from, sent, to, subject]: [string, string, string, string], mark = ''): string =>
  [
    `${mark}${from}:${mark} Anna Lee <anna@example.com>`,
    `${mark}${sent}:${mark} 5.1.2026 10:32`,
    `${mark}${to}:${mark} Bo Ek <bo@example.com>`,
    `${mark}${subject}:${mark} Meeting`,
  ].join('\n');

/** What a message answers with, as its program writes it below the answer; all of it is to be folded. */
export const QUOTES: Array<[string, string]> = [
  ['brackets alone', QUOTED],
  ...Object.entries(ATTRIBUTIONS).map(([name, line]): [string, string] => [
    `> ${name}`,
    `${line}\n\n${QUOTED}`,
  ]),
  ...Object.entries(HEADERS).map(([name, words]): [string, string] => [
    `Outlook ${name}`,
    `${header(words)}\n\n${BODY}`,
  ]),
  [
    'Outlook below a line',
    `________________________________\n${header(['From', 'Date', 'To', 'Subject'])}\n\n${BODY}`,
  ],
  ['Outlook as Gmail writes it', `${header(['From', 'Sent', 'To', 'Subject'], '*')}\n\n${BODY}`],
  ['our own forward', `----------\n${header(['From', 'Date', 'To', 'Subject'])}\n\n${BODY}`],
  ...ORIGINAL_LINES.map((line): [string, string] => [line, `${line}\n${BODY}`]),
];
