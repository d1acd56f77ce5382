import type { FolderRole } from '../../../common';

export type NamedRole = Exclude<FolderRole, 'inbox' | 'other'>;

/**
 * Names that Exchange and Outlook give their folders, in the languages of mailboxes from English and other European
 * ones to those of Asia. Exchange Online doesn't report what a folder is for (no SPECIAL-USE, RFC 6154), so its name
 * has to tell. Separated by `|`.
 */
export const FOLDER_NAMES: Record<NamedRole, string[]> = {
  sent: [
    'Sent Items|Sent|Sent Mail|Sent Messages|Gesendete Elemente|Gesendete Objekte|Gesendet',
    'Éléments envoyés|Messages envoyés|Envoyés|Elementos enviados|Enviados|Itens Enviados',
    'Elements enviats|Posta inviata|Inviata|Verzonden items|Verzonden|Skickat|Skickade objekt',
    'Sendte elementer|Sendt post|Sendt|Lähetetyt|Sendir hlutir|Elementy wysłane|Wysłane',
    'Odeslaná pošta|Odeslané|Odoslaná pošta|Odoslané|Elküldött elemek|Elküldött|Elemente trimise',
    'Mesaje trimise|Poslane stavke|Poslano|Poslani elementi|Poslate stavke|Послате ставке',
    'Изпратени|Изпратена поща|Отправленные|Отправленные элементы|Надіслані|Надіслані елементи',
    'Išsiųsti elementai|Nosūtītie vienumi|Saadetud üksused|Saadetud|Gönderilmiş Öğeler',
    'Gönderilenler|Απεσταλμένα|Στοιχεία που στάλθηκαν|פריטים שנשלחו|العناصر المرسلة',
    'موارد ارسال شده|已发送邮件|已发送|寄件備份|已傳送的郵件|送信済みアイテム|送信済み|보낸 편지함|รายการที่ถูกส่ง|Mục đã gửi',
    'Thư đã gửi|Item Terkirim|Item Dihantar|भेजे गए आइटम|Bidalitako elementuak|Жіберілгендер',
  ],
  drafts: [
    'Drafts|Draft|Entwürfe|Brouillons|Borradores|Rascunhos|Esborranys|Bozze|Concepten|Utkast',
    'Kladder|Kladde|Luonnokset|Drög|Wersje robocze|Kopie robocze|Koncepty|Rozepsané|Piszkozatok',
    'Schițe|Ciorne|Skice|Nedovršeno|Osnutki|Nacrti|Радне верзије|Чернови|Черновики|Чернетки',
    'Juodraščiai|Melnraksti|Mustandid|Taslaklar|Πρόχειρα|טיוטות|المسودات|مسودات|پیش‌نویس‌ها|草稿|草稿箱',
    '草稿匣|下書き|임시 보관함|แบบร่าง|Thư nháp|Bản nháp|Draf|Konsep|ड्राफ़्ट|Zirriborroak|Жобалар',
  ],
  trash: [
    'Deleted Items|Deleted|Deleted Messages|Trash|Bin|Gelöschte Elemente|Gelöschte Objekte',
    'Papierkorb|Éléments supprimés|Corbeille|Elementos eliminados|Papelera|Itens Excluídos',
    'Itens Eliminados|Elements suprimits|Posta eliminata|Cestino|Verwijderde items|Prullenbak',
    'Borttaget|Borttagna objekt|Slettede elementer|Slettet post|Slettet|Poistetut|Eyddir hlutir',
    'Elementy usunięte|Kosz|Odstraněná pošta|Odstranená pošta|Koš|Kôš|Törölt elemek|Kuka',
    'Elemente șterse|Elemente şterse|Izbrisane stavke|Izbrisano|Izbrisani elementi',
    'Избрисане ставке|Изтрити|Изтрити елементи|Удаленные|Удалённые|Корзина|Видалені',
    'Видалені елементи|Panaikinti elementai|Izdzēstie vienumi|Kustutatud üksused|Kustutatud',
    'Silinmiş Öğeler|Silinenler|Διαγραμμένα|Στοιχεία που διαγράφηκαν|פריטים שנמחקו',
    'العناصر المحذوفة|موارد حذف شده|已删除邮件|已删除|已刪除的郵件|刪除的郵件|削除済みアイテム|ごみ箱|지운 편지함|รายการที่ถูกลบ',
    'Mục đã xóa|Item Dihapus|Item Dipadamkan|हटाए गए आइटम|Ezabatutako elementuak|Жойылғандар',
  ],
  junk: [
    'Junk Email|Junk E-Mail|Junk E-mail|Junk|Spam|Bulk Mail|Junk-E-Mail|Junk-Email',
    'Courrier indésirable|Correo no deseado|Correo electrónico no deseado|Lixo Eletrônico',
    'Lixo Eletrónico|E-mail de Lixo|Correu brossa|Posta indesiderata|Ongewenste e-mail|Skräppost',
    'Søppelpost|Uønsket e-post|Uønsket mail|Uønsket e-mail|Roskaposti|Ruslpóstur|Wiadomości-śmieci',
    'Nevyžádaná pošta|Nevyžiadaná pošta|Nevyžádané e-maily|Levélszemét|E-mail nedorit',
    'Neželjena e-pošta|Neželena pošta|Neželena e-pošta|Нежељена пошта|Нежелана поща',
    'Нежелательная почта|Спам|Небажана пошта|Небажана електронна пошта|Pašto šiukšlės',
    'Nevēlamais e-pasts|Rämpspost|Önemsiz E-posta|Gereksiz E-posta|Ανεπιθύμητη αλληλογραφία',
    'דואר זבל|البريد الإلكتروني غير الهام|البريد غير الهام|هرزنامه|垃圾邮件|垃圾郵件|迷惑メール|정크 메일|정크 전자 메일',
    'อีเมลขยะ|Email rác|Thư rác|Email Sampah|E-mel Remeh|जंक ईमेल|Zabor-posta|Correo lixo',
    'Спам хабарлар',
  ],
  archive: [
    'Archive|Archives|Archiv|Archivo|Archivar|Arquivo Morto|Arquivo|Arquivar|Arxiu|Archivio',
    'Archief|Arkiv|Arkisto|Arkivera|Arkiver|Archiwum|Archív|Archívum|Arhivă|Arhiva|Arhiv|Архива',
    'Архив|Архів|Archyvas|Arhīvs|Arhiiv|Arşiv|Αρχείο|ארכיון|الأرشيف|أرشيف|بایگانی|存档|归档|封存|封存郵件',
    'アーカイブ|보관|보관함|เก็บถาวร|Lưu trữ|Arsip|Arkib|पुरालेख|संग्रह|Artxiboa|Мұрағат',
  ],
  outbox: [
    "Outbox|Postausgang|Boîte d'envoi|Boîte d’envoi|Bandeja de salida|Caixa de Saída|A Enviar",
    'Safata de sortida|Posta in uscita|Postvak UIT|Utkorgen|Utboks|Udbakke|Lähtevät|Úthólf',
    'Skrzynka nadawcza|Pošta k odeslání|Pošta na odoslanie|Postázandó üzenetek|Cutie ieșire',
    'Mesaje de trimis|Odlazna pošta|Izlazna pošta|Odpošiljanje|Одлазна пошта|Изходящи',
    'Изходяща кутия|Исходящие|Вихідні|Siunčiamieji|Izsūtne|Väljund|Saatmata|Giden Kutusu',
    'Εξερχόμενα|תיבת דואר יוצא|علبة الصادر|صندوق الصادر|发件箱|寄件匣|送信トレイ|보낼 편지함|กล่องจดหมายออก',
    'Hộp thư đi|Kotak Keluar|Peti Keluar|आउटबॉक्स|Irteerako ontzia',
  ],
};

/** Normalizes a name for comparison, ignoring case and width. */
export const fold = (name: string): string => name.normalize('NFKC').toLowerCase().trim();
