import { ALEX, AMAL, JONAS, KIM, LI, MIA, NOA, SAM, WANG } from './people';
import type { PlacedMail } from './mail';
import { pdf } from './pdf';
import { single, thread } from './thread';

const KUESTENWERK = 'Customers/Küstenwerk GmbH';
const MINGXI = 'Customers/明溪示例贸易';

/** Conversations in German, Chinese, Arabic and Hebrew. */
export const mailsInOtherLanguages = (): PlacedMail[] => [
  ...thread(
    'Angebot für Drucksensoren – Prüfstand Süd',
    [
      {
        from: JONAS,
        to: [ALEX],
        daysAgo: 18,
        hour: 8.3,
        folder: KUESTENWERK,
        text: `Guten Tag,

für unseren neuen Prüfstand benötigen wir 24 Drucksensoren bis 16 bar, Schutzart IP67, mit Kalibrierschein. Größe und Gewinde entnehmen Sie bitte der Zeichnung im Anhang.

Bitte nennen Sie uns Preis und frühestmöglichen Liefertermin.

Mit freundlichen Grüßen
Jonas Einkäufer
Küstenwerk GmbH`,
        attachments: [
          {
            filename: 'Zeichnung Prüfstand Süd (geändert).pdf',
            content: pdf('Zeichnung Pruefstand Sued', ['Gewinde G 1/4', 'IP67', '24 Stueck']),
            contentType: 'application/pdf',
          },
        ],
      },
      {
        from: ALEX,
        to: [JONAS],
        daysAgo: 17,
        hour: 9,
        text: `Guten Tag Herr Einkäufer,

vielen Dank für Ihre Anfrage. 24 Stück PS-16 liegen für Sie bereit; mit Kalibrierschein liefern wir innerhalb von zehn Arbeitstagen. Das schriftliche Angebot folgt morgen.

Freundliche Grüße
Alex Demo`,
      },
      {
        from: JONAS,
        to: [ALEX],
        daysAgo: 16,
        hour: 7.8,
        folder: KUESTENWERK,
        text: `Guten Morgen,

das passt uns gut. Eine Rückfrage noch: Können die Kabel auf 3,5 m gekürzt werden? Überlängen stören im Schaltschrank.

Viele Grüße
Jonas Einkäufer`,
      },
      {
        from: JONAS,
        to: [ALEX],
        daysAgo: 2,
        hour: 6.9,
        flags: ['\\Flagged'],
        text: `Guten Morgen,

gibt es zu den gekürzten Kabeln schon etwas Neues? Die Montage beginnt am übernächsten Montag.

Viele Grüße
Jonas Einkäufer`,
      },
    ],
    'AW: ',
  ),
  ...single({
    from: MIA,
    to: [SAM],
    cc: [ALEX],
    subject: 'Zahlungsavis: Rechnung F-5490 über 1.284,50 €',
    daysAgo: 21,
    hour: 13.1,
    folder: KUESTENWERK,
    text: `Sehr geehrte Damen und Herren,

wir haben heute 1.284,50 € zur Rechnung F-5490 überwiesen, abzüglich 2 % Skonto.

Buchhaltung Küstenwerk GmbH`,
  }),
  ...thread(
    '温度记录仪询价（三月交货）',
    [
      {
        from: LI,
        to: [ALEX],
        cc: [WANG],
        daysAgo: 14,
        hour: 3.2,
        folder: MINGXI,
        text: `您好：

我们计划为三个冷库采购温度记录仪，共 36 台，要求误差不超过 ±0.3℃，并附校准证书。

请提供报价、交货期以及付款方式。谢谢！

李采购
明溪示例贸易`,
      },
      {
        from: ALEX,
        to: [LI],
        cc: [WANG],
        daysAgo: 14,
        hour: 9.4,
        text: `李女士，您好：

感谢您的询价。推荐型号 TL-36，误差 ±0.2℃，每台附校准证书。36 台可在三月第二周发货，详细报价见附件。

如有其他要求，请随时告诉我们。

Alex Demo`,
        attachments: [
          {
            filename: '报价单 TL-36.pdf',
            content: pdf('Quotation TL-36', [
              '36 x TL-36',
              'Accuracy 0.2 K',
              'Delivery: second week of March',
            ]),
            contentType: 'application/pdf',
          },
        ],
      },
      {
        from: WANG,
        to: [ALEX],
        cc: [LI],
        daysAgo: 13,
        hour: 2.5,
        folder: MINGXI,
        text: `Alex，您好：

报价已收到，价格可以接受。请问能否在外壳上印我们的编号？样式请见附件表格。

王示例`,
        attachments: [
          {
            filename: '编号清单.csv',
            content: `﻿序号,编号,冷库\r\n${Array.from({ length: 36 }, (_none, index) => `${index + 1},MX-${String(index + 1).padStart(3, '0')},${'一二三'[index % 3] ?? '一'}号冷库`).join('\r\n')}`,
            contentType: 'text/csv; charset=utf-8',
          },
        ],
      },
      {
        from: WANG,
        to: [ALEX],
        cc: [LI],
        daysAgo: 0,
        hour: 2.1,
        flags: [],
        text: `Alex，早上好：

合同已盖章，今天寄出。麻烦确认收货地址是否仍为上次的地址。

祝好！
王示例`,
      },
    ],
    '回复：',
  ),
  ...thread('طلب عرض سعر لأجهزة قياس الرطوبة', [
    {
      from: AMAL,
      to: [ALEX],
      daysAgo: 7,
      hour: 7,
      rtl: true,
      flags: ['\\Seen'],
      text: `السلام عليكم،

نرغب في شراء 15 جهازًا لقياس الرطوبة من طراز HM-5 لمستودعاتنا. نرجو إرسال عرض السعر ومدة التسليم.

مع خالص التحية،
أمل مثال
شركة المثال للتجارة`,
    },
    {
      from: ALEX,
      to: [AMAL],
      daysAgo: 7,
      hour: 10.3,
      text: `Dear Amal,

thank you for your inquiry. 15 pieces of the HM-5 are in stock and can leave within three days. May I send the offer in English?

Kind regards
Alex`,
    },
    {
      from: AMAL,
      to: [ALEX],
      daysAgo: 4,
      hour: 6.5,
      rtl: true,
      flags: [],
      text: `مرحبًا أليكس،

نعم، العرض باللغة الإنجليزية مناسب (English is fine). رقم الطلب لدينا هو PO-2291.

شكرًا جزيلًا،
أمل`,
    },
  ]),
  ...single({
    from: NOA,
    to: [KIM],
    cc: [ALEX],
    subject: 'שאלה לגבי כיול המאזניים',
    daysAgo: 9,
    hour: 9.7,
    rtl: true,
    flags: [],
    text: `שלום קים,

המאזניים מדגם SC-2 מציגים סטייה של 0.4 גרם. האם אפשר לכייל אותם אצלנו, או שיש לשלוח אותם אליכם?

תודה רבה,
נועה דוגמה`,
  }),
];
