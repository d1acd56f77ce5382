import { fold } from './folderNames';
import type { ListedFolder } from './listedFolder';

/**
 * Exchange's IMAP folders that contain no mail: calendars, contacts, tasks, notes, the journal, chats and Outlook's own
 * logs, in the languages in which Outlook names them. Separated by `|`.
 */
const NAMES = [
  // Calendar
  'Calendar|Kalender|Calendrier|Calendario|Calendário|Agenda|Kalenteri|Kalendář|Kalendarz|Takvim|Календарь|日历|行事曆|予定表|일정',
  // Contacts
  'Contacts|Kontakte|Contactos|Contatti|Contatos|Contactpersonen|Kontakter|Kontaktpersoner|Yhteystiedot|Kontakty|Kişiler|Контакты|联系人|連絡人|連絡先|연락처',
  // Tasks
  'Tasks|Aufgaben|Tâches|Tareas|Attività|Tarefas|Taken|Uppgifter|Opgaver|Oppgaver|Tehtävät|Úkoly|Zadania|Görevler|Задачи|任务|工作|タスク|仕事|작업',
  // Notes
  'Notes|Notizen|Notas|Note|Notities|Anteckningar|Noter|Notater|Muistilaput|Muistiinpanot|Poznámky|Notatki|Notlar|Заметки|便笺|記事|メモ|메모',
  // Journal
  'Journal|Diario|Diário|Logboek|Dagbok|Logg|Päiväkirja|Deník|Dziennik|Günlük|Дневник|日记|日誌|履歴|업무 일지',
  // Conversation History
  'Conversation History|Aufgezeichnete Unterhaltungen|Unterhaltungsverlauf|Historique des conversations|Historique de conversation|Historial de conversaciones|Cronologia conversazioni|Histórico de Conversa|Histórico de Conversação|Gespreksgeschiedenis|Konversationshistorik|Samtalehistorik|Samtalelogg|Keskusteluhistoria|Historie konverzací|Historia konwersacji|Konuşma Geçmişi|Журнал бесед|对话历史记录|交談記錄|会話の履歴|대화 내용',
  // Sync Issues
  'Sync Issues|Synchronisierungsprobleme|Problèmes de synchronisation|Problemas de sincronización|Problemi di sincronizzazione|Problemas de Sincronização|Problemas de sincronização|Synchronisatieproblemen|Synkroniseringsproblem|Synkroniseringsproblemer|Synkronointiongelmat|Problémy se synchronizací|Problemy z synchronizacją|Eşitleme Sorunları|Проблемы синхронизации|同步问题|同步處理問題|同步處理發生問題|同期の失敗|동기화 문제',
];

const LEFT_OUT = new Set(NAMES.flatMap((names) => names.split('|')).map(fold));

/**
 * Whether a folder is excluded by default: by its role, or by its name at the top level (or below INBOX, where some
 * servers put everything). `Projects/Notes` is one of the user's own folders.
 */
export function leftOutByName({
  role,
  name,
  parentPath,
}: Pick<ListedFolder, 'role' | 'name' | 'parentPath'>): boolean {
  if (role !== 'other') return role === 'outbox';
  const top = (parentPath ?? '') === '' || parentPath?.toUpperCase() === 'INBOX';
  return top && LEFT_OUT.has(fold(name));
}

/** What decides whether a folder is excluded. */
export type LeftOutHint = Pick<ListedFolder, 'path' | 'name' | 'parentPath' | 'role'> & {
  /** The user's choice: true includes the folder; null if there is none. */
  chosen: boolean | null;
};

export interface LeftOut {
  leftOut: boolean;
  /** The default if the user hasn't chosen. */
  byRule: boolean;
}

/**
 * Which of a mailbox's folders are excluded, by path: as the user chose, otherwise with their parent, otherwise by
 * name.
 */
export function assignLeftOut(folders: readonly LeftOutHint[]): Map<string, LeftOut> {
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  const found = new Map<string, LeftOut>();
  const settle = (folder: LeftOutHint, below: number): LeftOut => {
    const known = found.get(folder.path);
    if (known) return known;
    const parent = folder.parentPath === null ? undefined : byPath.get(folder.parentPath);
    // A server's list may contain cycles; no path in it is deeper than the list is long.
    const inherited = parent !== undefined && below > 0 && settle(parent, below - 1).leftOut;
    const byRule = folder.role !== 'inbox' && (inherited || leftOutByName(folder));
    const leftOut = folder.role !== 'inbox' && (folder.chosen === null ? byRule : !folder.chosen);
    found.set(folder.path, { leftOut, byRule });
    return { leftOut, byRule };
  };
  for (const folder of folders) settle(folder, folders.length);
  return found;
}
