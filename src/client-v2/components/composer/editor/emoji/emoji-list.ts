/** A character with the words that find it. The first is its name. */
export interface Emoji {
  char: string;
  words: Readonly<Record<'en' | 'de' | 'zh', string>>;
}

/** Those that people use in business mail, in groups that belong together. All are in Unicode 13 or older. */
const TABLE = `
😀 | grin, happy, smile | Grinsen, froh, lachen | 笑脸, 开心
😄 | laugh, joy, smile | Lachen, Freude, lächeln | 大笑, 高兴
😅 | phew, sweat, relief | Puh, Schweiß, Erleichterung | 苦笑, 尴尬
😂 | tears of joy, lol, laugh | Tränen lachen, lustig | 笑哭, 好笑
🙂 | slight smile, friendly | Lächeln, freundlich | 微笑, 友好
😉 | wink | Zwinkern | 眨眼
😊 | blush, warm smile, happy | Warmes Lächeln, glücklich, erröten | 害羞, 愉快
😍 | heart eyes, love, great | Herzaugen, verliebt, toll | 喜欢, 爱慕
😎 | cool, sunglasses | Cool, Sonnenbrille | 酷, 墨镜
🤩 | star-struck, wow, amazing | Begeistert, Sterne, wow | 惊艳, 哇
🥳 | party, celebrate, birthday | Feiern, Party, Geburtstag | 庆祝, 派对, 生日
🤔 | thinking, hmm, question | Nachdenken, hm, Frage | 思考, 疑问
🤨 | skeptical, doubt, eyebrow | Skeptisch, Zweifel, Augenbraue | 怀疑, 质疑
😐 | neutral, meh | Neutral, naja | 无语, 中立
😴 | sleep, tired, night | Schlafen, müde, Nacht | 睡觉, 困
😕 | confused, unsure | Verwirrt, unsicher | 困惑, 不解
😟 | worried, concern | Besorgt, Sorge | 担心, 忧虑
😢 | sad, cry, sorry | Traurig, weinen, schade | 难过, 哭
😭 | sob, crying | Heulen, weinen | 大哭
😱 | scream, shock, fear | Schreien, Schock, Angst | 震惊, 害怕
😡 | angry, mad | Wütend, Ärger | 生气, 愤怒
🤯 | mind blown, exploding head | Umgehauen, explodierender Kopf | 震撼, 头炸
🤗 | hug, welcome | Umarmung, willkommen | 拥抱, 欢迎
🤝 | handshake, deal, agreement | Händedruck, Abmachung, einig | 握手, 合作, 成交
🙏 | please, thanks, pray | Bitte, danke, beten | 请, 谢谢, 祈祷
👍 | thumbs up, yes, good, ok | Daumen hoch, ja, gut, ok | 赞, 好, 同意
👎 | thumbs down, no, bad | Daumen runter, nein, schlecht | 踩, 不好, 反对
👌 | OK, perfect | OK, perfekt | 好的, 没问题
👏 | clap, applause, bravo | Klatschen, Applaus, bravo | 鼓掌, 喝彩
🙌 | hooray, raised hands | Hurra, Hände hoch, Jubel | 万岁, 举手
💪 | strong, muscle, power | Stark, Muskel, Kraft | 加油, 强壮, 力量
👋 | wave, hello, bye | Winken, hallo, tschüss | 挥手, 你好, 再见
✌️ | victory, peace | Sieg, Frieden | 胜利, 和平
🤞 | fingers crossed, luck | Daumen drücken, Glück | 祈求好运, 运气
👉 | point right, this | Zeigen, rechts, hier | 指向右, 这里
👇 | point down, below | Zeigen, unten | 指向下, 下面
👀 | eyes, look | Augen, schauen | 看, 眼睛
🙋 | raise hand, me, question | Melden, ich, Frage | 举手, 我
🤷 | shrug, don’t know | Schulterzucken, keine Ahnung | 耸肩, 不知道
👥 | people, team, group | Personen, Team, Gruppe | 人群, 团队
❤️ | heart, love, red | Herz, Liebe, rot | 爱心, 红心, 爱
💙 | blue heart | Blaues Herz | 蓝心
💚 | green heart | Grünes Herz | 绿心
💔 | broken heart | Gebrochenes Herz | 心碎
✨ | sparkles, new, shiny | Funkeln, neu, glänzend | 闪亮, 全新
⭐ | star, favorite | Stern, Favorit | 星星, 收藏
🔥 | fire, hot | Feuer, heiß | 火, 热门
💡 | idea, light bulb, tip | Idee, Glühbirne, Tipp | 主意, 灯泡, 提示
🎉 | tada, party, congratulations | Konfetti, Feier, Glückwunsch | 庆祝, 恭喜
🎊 | confetti ball, celebrate | Konfettiball, feiern | 彩球, 庆祝
🎁 | gift, present | Geschenk | 礼物
🎂 | cake, birthday | Torte, Geburtstag, Kuchen | 蛋糕, 生日
🏆 | trophy, win, award | Pokal, Gewinn, Preis | 奖杯, 获奖
🥇 | gold medal, first | Goldmedaille, Erster | 金牌, 第一
🎯 | target, goal, bullseye | Ziel, Volltreffer | 目标, 命中
🚀 | rocket, launch, fast | Rakete, Start, schnell | 火箭, 发布, 快速
✅ | done, check, yes | Erledigt, Haken, ja | 完成, 勾选, 是
☑️ | check box, task | Kästchen, Aufgabe | 复选框, 任务
❌ | no, cross, wrong | Nein, Kreuz, falsch | 错误, 否, 叉
❗ | exclamation, important | Ausrufezeichen, wichtig | 感叹号, 重要
❓ | question mark | Fragezeichen, Frage | 问号, 问题
⚠️ | warning, caution | Warnung, Achtung, Vorsicht | 警告, 注意
🚫 | forbidden, not allowed | Verboten, nicht erlaubt | 禁止
🛑 | stop | Stopp, halt | 停止
💯 | hundred, perfect, full | Hundert, perfekt | 满分, 一百
🆕 | new | Neu | 新
🔴 | red circle | Roter Kreis | 红圈
🟡 | yellow circle | Gelber Kreis | 黄圈
🟢 | green circle | Grüner Kreis | 绿圈
🔵 | blue circle | Blauer Kreis | 蓝圈
➡️ | arrow right, next | Pfeil rechts, weiter | 右箭头, 下一步
⬅️ | arrow left, back | Pfeil links, zurück | 左箭头, 返回
⬆️ | arrow up | Pfeil hoch | 上箭头
⬇️ | arrow down | Pfeil runter | 下箭头
🔄 | refresh, repeat, sync | Aktualisieren, wiederholen | 刷新, 重复
📧 | e-mail, message | E-Mail, Nachricht | 电子邮件, 消息
✉️ | envelope, letter, mail | Umschlag, Brief, Post | 信封, 信
📎 | paper clip, attachment | Büroklammer, Anhang | 回形针, 附件
📌 | pin, pushpin | Stecknadel, Pin | 图钉, 置顶
📍 | place, location | Ort, Standort | 位置, 地点
📞 | phone, call | Telefon, Anruf | 电话, 通话
📱 | mobile phone, smartphone | Handy, Smartphone | 手机
💻 | laptop, computer | Laptop, Computer | 笔记本, 电脑
🖨️ | printer, print | Drucker, drucken | 打印机
📅 | calendar, date | Kalender, Datum, Termin | 日历, 日期
🗓️ | planner, month | Terminkalender, Monat | 日程, 月历
⏰ | alarm clock, reminder, time | Wecker, Erinnerung, Zeit | 闹钟, 提醒, 时间
⏳ | hourglass, waiting | Sanduhr, warten | 沙漏, 等待
📝 | note, memo, write | Notiz, schreiben | 笔记, 备忘
📄 | document, page | Dokument, Seite | 文档, 页面
📁 | folder | Ordner | 文件夹
📊 | bar chart, statistics | Balkendiagramm, Statistik | 柱状图, 统计
📈 | growth, chart up | Wachstum, Kurve steigt | 增长, 上升
📉 | decline, chart down | Rückgang, Kurve fällt | 下降, 下跌
📚 | books, reading | Bücher, lesen | 书籍, 阅读
🔍 | search, magnifier | Suche, Lupe | 搜索, 放大镜
🔒 | lock, secure | Schloss, sicher | 锁, 安全
🔑 | key, access | Schlüssel, Zugang | 钥匙, 权限
🔧 | wrench, repair, tool | Schraubenschlüssel, Reparatur, Werkzeug | 扳手, 维修, 工具
⚙️ | gear, settings | Zahnrad, Einstellungen | 齿轮, 设置
🧪 | test, experiment | Test, Reagenzglas, Versuch | 测试, 实验
🐛 | bug, caterpillar | Fehler, Raupe, Bug | 虫子, 缺陷
🔗 | link, chain | Link, Kette | 链接
🛒 | shopping cart, order | Einkaufswagen, Bestellung | 购物车, 订单
📦 | package, parcel, delivery | Paket, Lieferung | 包裹, 快递
🚚 | truck, delivery | Lkw, Lieferung | 卡车, 送货
💰 | money bag, budget | Geldsack, Geld, Budget | 钱袋, 预算
💶 | euro, money | Euro, Geld | 欧元, 钱
💳 | credit card, pay | Kreditkarte, zahlen | 信用卡, 支付
🧾 | receipt, invoice | Beleg, Rechnung, Quittung | 收据, 发票
🏢 | office, company | Büro, Firma | 办公楼, 公司
🏭 | factory, production | Fabrik, Produktion | 工厂, 生产
🏠 | home, house | Zuhause, Haus | 家, 房子
✈️ | airplane, flight, travel | Flugzeug, Flug, Reise | 飞机, 航班, 出差
🚗 | car, drive | Auto, fahren | 汽车, 开车
🚆 | train, railway | Zug, Bahn | 火车
🌍 | world, earth, globe | Welt, Erde, Globus | 世界, 地球
☀️ | sun, sunny | Sonne, sonnig | 太阳, 晴天
🌧️ | rain, weather | Regen, Wetter | 下雨, 天气
🌱 | plant, sprout, green | Pflanze, Keimling, grün | 植物, 绿色
🌸 | blossom, flower, spring | Blüte, Blume, Frühling | 樱花, 春天
💐 | bouquet, flowers | Blumenstrauß, Blumen | 花束, 鲜花
🎄 | Christmas tree | Weihnachtsbaum, Weihnachten | 圣诞树, 圣诞节
🧧 | red envelope, Lunar New Year | Roter Umschlag, Mondneujahr | 红包, 春节
☕ | coffee, tea, break | Kaffee, Tee, Pause | 咖啡, 茶, 休息
🍕 | pizza, food | Pizza, Essen | 披萨, 食物
🍽️ | meal, restaurant, lunch | Essen, Restaurant, Mittag | 用餐, 餐厅
🥂 | cheers, toast, champagne | Anstoßen, Prost, Sekt | 干杯, 香槟
🍻 | beers, cheers | Bier, Prost | 啤酒, 干杯
⚽ | football, soccer, ball | Fußball, Ball | 足球
🎵 | music, note | Musik, Note | 音乐, 音符
📷 | camera, photo | Kamera, Foto | 相机, 照片
`;

/** All of them, in their order. */
export const EMOJI: readonly Emoji[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [char = '', en = '', de = '', zh = ''] = line.split(' | ');
    return { char, words: { en, de, zh } };
  });

/** The words in a language of the plugin; English for any other. */
export function wordsIn({ words }: Emoji, language: string): string {
  if (language.startsWith('de')) return words.de;
  return language.startsWith('zh') ? words.zh : words.en;
}

/** The name in a language. */
export const nameOf = (emoji: Emoji, language: string): string =>
  wordsIn(emoji, language).split(', ')[0] ?? '';

/** Those with a word that begins with what is searched for, in this language or in English; then those that contain it. */
export function findEmoji(query: string, language: string): Emoji[] {
  const wanted = query.trim().toLocaleLowerCase(language);
  if (wanted === '') return [...EMOJI];
  const texts = EMOJI.map(
    (emoji) =>
      [emoji, ` ${wordsIn(emoji, language)}, ${emoji.words.en}`.toLocaleLowerCase(language)] as const,
  );
  const begins = texts.filter(([, text]) => text.includes(` ${wanted}`));
  const contains = texts.filter((entry) => !begins.includes(entry) && entry[1].includes(wanted));
  return [...begins, ...contains].map(([emoji]) => emoji);
}
