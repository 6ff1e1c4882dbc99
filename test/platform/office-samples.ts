/** Office documents and recordings, as small as they can be, honest and not. */
import { deflateRawSync } from 'node:zlib';

export type Member = [name: string, content: string | Buffer];

/** An archive (ZIP) of these members; `tell` may lie about one of them in the directory. */
export function anArchive(
  members: readonly Member[],
  tell: (facts: { name: string; unpacked: number; flags: number }) => void = () => undefined,
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of members) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const facts = { name, unpacked: plain.length, flags: 0 };
    tell(facts);
    const common = Buffer.alloc(22);
    common.writeUInt16LE(facts.flags, 0);
    common.writeUInt16LE(8, 2);
    common.writeUInt32LE(packed.length, 12);
    common.writeUInt32LE(facts.unpacked, 16);
    common.writeUInt16LE(Buffer.byteLength(name), 20);
    const local = Buffer.concat([
      Buffer.from('504b03041400', 'hex'),
      common,
      Buffer.alloc(2),
      Buffer.from(name),
      packed,
    ]);
    const tail = Buffer.alloc(18);
    tail.writeUInt32LE(offset, 14);
    directory.push(Buffer.from('504b010214001400', 'hex'), common, tail.subarray(2), Buffer.from(facts.name));
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const mains = {
  docx: ['word/document.xml', 'wordprocessingml.document.main+xml'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet.main+xml'],
  pptx: ['ppt/presentation.xml', 'presentationml.presentation.main+xml'],
} as const;

export const contentTypes = (type: string): Member => [
  '[Content_Types].xml',
  `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.${type}"/></Types>`,
];

export const membersOf = (kind: keyof typeof mains): Member[] => [
  contentTypes(mains[kind][1]),
  ['_rels/.rels', relations(`Type="http://x/relationships/officeDocument" Target="${mains[kind][0]}"`)],
  [mains[kind][0], '<w:document><w:t>Kalkulasi JS AA DDE</w:t></w:document>'],
];

export const anOfficeFile = (kind: keyof typeof mains, ...more: Member[]): Buffer =>
  anArchive([...membersOf(kind), ...more]);

export const relations = (...attributes: string[]): string =>
  `<Relationships>${attributes.map((one) => `<Relationship Id="r1" ${one}/>`).join('')}</Relationships>`;

function box(name: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  const body = Buffer.concat(content);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** A recording of so many bytes in the MP4 family, with tracks of these kinds. */
export function aRecording(tracks: readonly ('vide' | 'soun')[], bytes = 100, brand = 'isom'): Buffer {
  const track = (kind: string) => box('trak', box('hdlr', Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(12)));
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}`)),
    box('mdat', Buffer.alloc(bytes)),
    box('moov', ...tracks.map(track)),
  ]);
}

export const aWebm = Buffer.concat([
  Buffer.from(
    '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
    'hex',
  ),
  Buffer.alloc(200),
]);
export const anMp3 = Buffer.concat([
  Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'),
  Buffer.from('fffb9000', 'hex'),
  Buffer.alloc(800),
]);
export const anOgg = Buffer.concat([
  Buffer.from('OggS\0\u0002', 'latin1'),
  Buffer.alloc(20),
  Buffer.from('\u0001\u0013OpusHead', 'latin1'),
  Buffer.alloc(60),
]);
