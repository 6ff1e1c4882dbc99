/** Who lives in the demo school. Nobody here exists; numbers are made up but well formed. */
import type { Role } from '../../features/accounts/index.ts';
import { must } from '../../platform/must.ts';
import { hashPassword } from '../../platform/passwords.ts';

export const demoPassword = 'perahu kertas biru 2026';

let hash: Promise<string> | undefined;
/** Everybody has the same password here, so it is hashed once. */
export const demoPasswordHash = (): Promise<string> => (hash ??= hashPassword(demoPassword));

export type StaffMember = Readonly<{ key: string; name: string; email: string; role: Role; totpSecret: string }>;

/** A secret of its own for each, so that the printed list signs in exactly one person. */
const member = (key: string, name: string, role: Role, totpSecret: string): StaffMember => ({
  key,
  name,
  email: `${key}@demo.layar.example`,
  role,
  totpSecret,
});

export const staff = {
  admin: member('admin', 'Dewi Anggraini', 'system-admin', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
  programme: member('program', 'Hendra Wijaya', 'programme-admin', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU'),
  verifier: member('verifikator', 'Laras Puspita', 'verifier', 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK'),
  centre: member('balai', 'Iing Sutisna', 'centre-admin', 'NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE'),
  instructor: member('instruktur', 'Rina Marlina', 'instructor', 'ONSWG4TFOQYTEMZUONSWG4TFOQYTEMZU'),
  mentor: member('mentor', 'Yusuf Hidayat', 'mentor', 'OBQXG43XN5ZGIMJSOBQXG43XN5ZGIMJS'),
  assessor: member('asesor', 'Budi Santoso', 'assessor', 'PFXXK4TTMVRXEZLUPFXXK4TTMVRXEZLU'),
  otherAssessor: member('asesor2', 'Maria Kristanti', 'assessor', 'IFBEGRCFIZDUQSKKIFBEGRCFIZDUQSKK'),
  manager: member('sertifikasi', 'Agus Prasetyo', 'certification-manager', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
  otherManager: member('sertifikasi2', 'Wulan Sari Dewi', 'certification-manager', 'HA4TQNZWGU2DGMRRHA4TQNZWGU2DGMRR'),
  chair: member('pleno', 'Bambang Suryono', 'panel-member', 'LJKFUVCNKNFESR2GLJKFUVCNKNFESR2G'),
  panelTwo: member('pleno2', 'Siti Rahmawati', 'panel-member', 'JRUW4ZLDN5SGK4TTJRUW4ZLDN5SGK4TT'),
  panelThree: member('pleno3', 'Tono Hartono', 'panel-member', 'KBZG6Z3SMFWW2ZLSKBZG6Z3SMFWW2ZLS'),
  labourOffice: member('disnaker', 'Ratna Kusuma', 'labour-office', 'MRSXGYLOMFWG6Z3JMRSXGYLOMFWG6Z3J'),
} as const;
export type StaffKey = keyof typeof staff;

export type DemoBusiness = Readonly<{ name: string; product: string; description: string; unit: string }>;
export type DemoLearner = Readonly<{
  key: string;
  name: string;
  phone: string;
  email: string;
  nik: string;
  birthDate: string;
  nib: string;
  /** Of Kota Tangerang, by its region code. */
  district: string;
  business: DemoBusiness;
}>;

const districts = Array.from({ length: 13 }, (_, index) => `36.71.${String(index + 1).padStart(2, '0')}`);

// prettier-ignore
const names = [
  'Sari Wulandari', 'Ahmad Fauzi', 'Nur Aini', 'Joko Susilo', 'Ratna Dewi', 'Hasan Basri', 'Maya Lestari', 'Dedi Kurniawan',
  'Fitriani', 'Slamet Riyadi', 'Yuni Astuti', 'Rizky Pratama', 'Endang Suhartini', 'Bayu Saputra', 'Lilis Karlina',
  'Muhammad Iqbal', 'Rohani Siregar', 'Teguh Santosa', 'Wati Permatasari', 'Irfan Maulana', 'Dian Safitri', 'Eko Nugroho',
  'Kartini Handayani', 'Gilang Ramadhan', 'Sulastri', 'Arif Rahman', 'Nina Marlina', 'Ujang Saepudin', 'Melati Ayu',
  'Raden Ajeng Siti Nurhaliza Kusumawardhani',
];

// prettier-ignore
const trades: readonly DemoBusiness[] = [
  { name: 'Batik Sari Cipadu', product: 'Tas batik tulis', description: 'Tas kanvas dengan batik tulis motif pesisir, dijahit sendiri.', unit: 'buah' },
  { name: 'Kerupuk Bahari', product: 'Kerupuk ikan tenggiri', description: 'Kerupuk dari ikan tenggiri segar, dijemur dan digoreng di rumah produksi.', unit: 'kg' },
  { name: 'Tenun Larangan', product: 'Kain tenun', description: 'Kain tenun katun dengan pewarna alam, ditenun oleh enam perajin.', unit: 'lembar' },
  { name: 'Kecap Manis Neglasari', product: 'Kecap manis', description: 'Kecap kedelai hitam, dimasak dua hari, dikemas dalam botol kaca.', unit: 'botol' },
  { name: 'Anyaman Benda', product: 'Keranjang anyaman pandan', description: 'Keranjang dari pandan laut, dianyam tangan, dilapisi pernis berbahan air.', unit: 'buah' },
  { name: 'Kopi Karang Tengah', product: 'Kopi sangrai', description: 'Biji kopi robusta pilihan, disangrai sedang, dikemas dengan katup.', unit: 'kg' },
];

const digits = (value: number, length: number) => String(value).padStart(length, '0');

/** Of a list that begins again at its end. */
export const nth = <Item>(items: readonly Item[], index: number): NonNullable<Item> =>
  must(items[index % items.length], 'an item of an empty list');

/** The nth learner; beyond the names there are, they are numbered, for measuring with many. */
export function learnerAt(index: number): DemoLearner {
  const round = Math.floor(index / names.length);
  const plain = nth(names, index);
  const name = round === 0 ? plain : `${plain} ${round + 1}`;
  const key = round === 0 ? plain.toLowerCase().split(' ').slice(0, 2).join('.') : `peserta${index + 1}`;
  const [day, month, year] = [(index % 28) + 1, (index % 12) + 1, 70 + (index % 30)];
  const district = nth(districts, index);
  return {
    key,
    name,
    email: `${key}@demo.layar.example`,
    phone: `0812${digits(30_000_000 + index, 8)}`,
    nik: `${district.replaceAll('.', '')}${digits(day, 2)}${digits(month, 2)}${digits(year, 2)}${digits((index % 9000) + 1, 4)}`,
    birthDate: `19${digits(year, 2)}-${digits(month, 2)}-${digits(day, 2)}`,
    nib: `91200${digits(11_000_000 + index, 8)}`,
    district,
    business: nth(trades, index),
  };
}
