/**
 * What a file says of itself in XMP: title, author, dates, and that it keeps to PDF/A-2a (kept for good) and PDF/UA-1 (read
 * by everybody). pdfkit writes only one of both, and texts as they come: a school that is called A & B would break it.
 */
import type { Pdf } from './document.ts';

export type FileFacts = { title: string; subject: string; author: string; producer: string; madeAt: Date };

/** pdfkit writes its own XMP as it ends the document; this is the part that does so. */
type MetadataParts = {
  endMetadata: () => void;
  _root: { data: { Metadata?: PDFKit.PDFKitReference } };
};

/** Has the document end with these facts instead of pdfkit's. */
export function installMetadata(document: Pdf, facts: FileFacts): void {
  const parts = document as unknown as MetadataParts;
  parts.endMetadata = () => {
    const reference = document.ref({ Type: 'Metadata', Subtype: 'XML' });
    // Programs find it without knowing how to inflate a stream.
    (reference as unknown as { compress: boolean }).compress = false;
    parts._root.data.Metadata = reference;
    reference.end(Buffer.from(describe(facts), 'utf8'));
  };
}

const namespaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
} as const;

/** PDF/A knows no pdfuaid by itself, so the file explains it. */
const explanation = [
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"',
  ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
  '<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>',
  `<pdfaSchema:namespaceURI>${namespaces.pdfuaid}</pdfaSchema:namespaceURI>`,
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>',
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">',
  '<pdfaProperty:name>part</pdfaProperty:name>',
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType>',
  '<pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>',
  '</rdf:li></rdf:Seq></pdfaSchema:property>',
  '</rdf:li></rdf:Bag></pdfaExtension:schemas>',
  '</rdf:Description>',
].join('\n');

function describe({ title, subject, author, producer, madeAt }: FileFacts): string {
  const day = `${madeAt.toISOString().slice(0, 19)}Z`;
  const inDefault = (text: string) => `<rdf:Alt><rdf:li xml:lang="x-default">${escape(text)}</rdf:li></rdf:Alt>`;
  const facts = [
    `<dc:title>${inDefault(title)}</dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${escape(author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:description>${inDefault(subject)}</dc:description>`,
    `<xmp:CreateDate>${day}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${day}</xmp:ModifyDate>`,
    `<xmp:CreatorTool>${escape(author)}</xmp:CreatorTool>`,
    `<pdf:Producer>${escape(producer)}</pdf:Producer>`,
    '<pdfaid:part>2</pdfaid:part>',
    '<pdfaid:conformance>A</pdfaid:conformance>',
    '<pdfuaid:part>1</pdfuaid:part>',
  ];
  const declared = Object.entries(namespaces).map(([name, address]) => `xmlns:${name}="${address}"`);
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" ${declared.join(' ')}>`,
    ...facts,
    '</rdf:Description>',
    explanation,
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
