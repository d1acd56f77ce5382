/** Why a file is saved only after the reader has confirmed it. */
export type FileRisk = 'program' | 'disguised' | 'macros';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** Extensions of files that a computer runs, and of disk images that can contain such files. */
const PROGRAMS = words(
  'ade adp apk app appimage application appref-ms appx appxbundle bat cab chm cmd com command cpl deb desktop diagcab dll dmg exe ' +
    'gadget hta img inf ins iso isp jar js jse ksh lnk mde msc msi msix msixbundle msp mst pif pkg ps1 ps1xml psc1 psd1 ' +
    'psm1 py pyw reg rpm run scf scpt scr sct search-ms settingcontent-ms sh sys url vb vbe vbs vhd vhdx wsc wsf wsh xll',
);
const MACROS = words('docm dotm potm ppam ppsm pptm sldm xlam xlsm xltm');
const DOCUMENTS = words(
  'avi bmp csv doc docx eml gif htm html jpeg jpg mp3 mp4 odp ods odt pdf png ppt pptx rtf tif tiff txt xls xlsx xml zip',
);
const HIDING = /\p{Bidi_Control}|\s{3,}/u;

/**
 * Returns a file's risk, or null if it needs no warning. The name decides, as it does for the computer that
 * opens it.
 */
export function fileRisk(filename: string): FileRisk | null {
  const parts = withoutEnd(filename).toLowerCase().split('.');
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return null;
  if (PROGRAMS.has(last))
    return HIDING.test(filename) || DOCUMENTS.has((parts.at(-2) ?? '').trim()) ? 'disguised' : 'program';
  if (/\p{Bidi_Control}/u.test(filename)) return 'disguised';
  return MACROS.has(last) ? 'macros' : null;
}

/** Windows drops dots and blanks at the end of a name. */
function withoutEnd(filename: string): string {
  let end = filename.length;
  while (end > 0 && /[\s.]/.test(filename[end - 1] ?? '')) end--;
  return filename.slice(0, end);
}
