/** The kinds of file that people may send, how large each may be, and how a form asks for them. */
export const fileKinds = [
  'pdf',
  'jpg',
  'png',
  'webp',
  'docx',
  'xlsx',
  'pptx',
  'm4a',
  'mp3',
  'ogg',
  'mp4',
  'webm',
] as const;
export type FileKind = (typeof fileKinds)[number];

export const imageKinds = ['jpg', 'png', 'webp'] as const satisfies readonly FileKind[];
export type ImageKind = (typeof imageKinds)[number];
export const officeKinds = ['docx', 'xlsx', 'pptx'] as const satisfies readonly FileKind[];
export type OfficeKind = (typeof officeKinds)[number];
const videoKinds: ReadonlySet<FileKind> = new Set(['mp4', 'webm']);
const audioKinds: ReadonlySet<FileKind> = new Set(['m4a', 'mp3', 'ogg']);

const office = 'application/vnd.openxmlformats-officedocument';

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** Endings and other types under which phones and computers know the same kind; a GIF is kept as a PNG. */
const alsoCalled: Partial<Record<FileKind, readonly string[]>> = {
  jpg: ['.jpeg', '.jfif'],
  png: ['image/gif', '.gif'],
  m4a: ['audio/x-m4a'],
  ogg: ['.oga', '.opus'],
};

export const isImage = (kind: FileKind): kind is ImageKind => (imageKinds as readonly FileKind[]).includes(kind);
export const isOffice = (kind: FileKind): kind is OfficeKind => (officeKinds as readonly FileKind[]).includes(kind);

/** As a sentence lists them: `PDF, JPG, PNG`. */
export const nameKinds = (kinds: readonly FileKind[]): string => kinds.map((kind) => kind.toUpperCase()).join(', ');

/** For the attribute `accept` of a file input: types for choosers that know types, endings for those that know endings. */
export const acceptAttribute = (kinds: readonly FileKind[]): string =>
  kinds.flatMap((kind) => [mediaTypes[kind], `.${kind}`, ...(alsoCalled[kind] ?? [])]).join(',');

/** The kind that a name claims to be, or undefined when it is none of ours. */
export function kindByName(name: string): FileKind | undefined {
  const ending = /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? '';
  return fileKinds.find((kind) => ending === `.${kind}` || alsoCalled[kind]?.includes(ending));
}

const mostPictureBytes = 25_000_000;
const mostAudioBytes = 25_000_000;
const mostVideoBytes = 60_000_000;

/**
 * How many bytes a file of this kind may have as it comes. A form says it for documents; a picture may be what a phone's
 * camera makes, because it is drawn smaller, and recordings are what they are.
 */
export function mostBytesOf(kind: FileKind, { maxBytes }: { maxBytes: number }): number {
  if (isImage(kind)) return mostPictureBytes;
  if (audioKinds.has(kind)) return mostAudioBytes;
  return videoKinds.has(kind) ? mostVideoBytes : maxBytes;
}
