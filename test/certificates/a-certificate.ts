import type { CertificateSnapshot } from '../../src/features/certificates/document/snapshot.ts';

/** A certificate of one unit; a test names only what it is about. */
export function aCertificate(about: Partial<CertificateSnapshot> = {}): CertificateSnapshot {
  return {
    number: 'LYR-2026-0114',
    code: '7K2MQ-9XHTB-4WRPA-C3EVN-8ZD5FJ',
    holderName: 'Sari Wulandari',
    programmeName: 'Sekolah Ekspor 2026',
    schemeTitle: { id: 'Persiapan Ekspor', en: 'Export Preparation' },
    units: [aUnit(1)],
    schoolName: 'Sekolah Ekspor Kota Tangerang',
    issuerName: 'Unit Sertifikasi Sekolah Ekspor',
    city: 'Kota Tangerang',
    decidedOn: new Date('2026-12-02T03:00:00Z'),
    issuedOn: new Date('2026-12-04T03:00:00Z'),
    validUntil: new Date('2029-12-04T03:00:00Z'),
    signatories: [{ name: 'Ratna Puspitasari', role: { id: 'Kepala Sekolah', en: 'Head of School' } }],
    verifyUrl: 'https://layar.example.id/v/7K2MQ9XHTB4WRPAC3EVN8ZD5FJ',
    statement: { id: 'Ini sertifikat program sekolah.', en: 'This is a certificate of the school.' },
    ...about,
  };
}

export const aUnit = (number: number) => ({
  code: `G.46PEI01.${String(number).padStart(3, '0')}.2`,
  title: { id: `Melakukan Riset Pasar Ekspor ${number}`, en: `Conduct export market research ${number}` },
});
