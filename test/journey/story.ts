/** Who is in the story, and what one chapter leaves to the next. */
import { Person } from './people/person.ts';

export type Story = ReturnType<typeof cast> & {
  cohort: string;
  /** The path of the programme's page. */
  programme: string;
  sariCase: string;
  jokoCase: string;
  /** Sari's certificate as she downloaded it. */
  pdf: Buffer;
};

/** Everybody, each with a browser of their own. */
export function cast(address: string) {
  const person = (name: string, contact: string) => new Person(address, { name, contact });
  const member = (name: string) => person(name, `${name.toLowerCase().replaceAll(' ', '.')}@sekolah.example`);
  return {
    /** Administrator of the whole system. */
    dewi: member('Dewi Anggraini'),
    /** Programme admin. */
    hendra: member('Hendra Wijaya'),
    /** Verifier. */
    laras: member('Laras Puspita'),
    /** Instructor, and an assessor too, so that rules have to keep the two apart. */
    rina: member('Rina Marlina'),
    /** Assessors: one who declines, one who does not, and one whose licence ends before the exam. */
    budi: member('Budi Santoso'),
    tono: member('Tono Hartono'),
    maria: member('Maria Kristanti'),
    /** Certification managers. */
    agus: member('Agus Prasetyo'),
    wulan: member('Wulan Lestari'),
    /** The panel. */
    bambang: member('Bambang Suryono'),
    siti: member('Siti Rahmawati'),
    yusuf: member('Yusuf Hidayat'),
    /** Applicants: one who becomes competent, one who does at the second time, and one for whom no seat is left. */
    sari: person('Raden Ayu Siti Nur’aini Éka Kusumawardhani', '0812 3456 7001'),
    joko: person('Joko Susilo', 'joko.susilo@usaha.example'),
    maya: person('Maya Lestari', 'maya.lestari@usaha.example'),
    /** Somebody without an account. */
    stranger: person('Orang Lain', 'orang.lain@usaha.example'),
  };
}

export const sariNumbers = { nik: '3671056105900001', nib: '9120001140001' };
export const jokoNumbers = { nik: '3671052105900002', nib: '9120001140002' };
export const mayaNumbers = { nik: '3671056105900003', nib: '9120001140003' };

export const modules = ['03-spesifikasi-produk', '11-incoterms-2020', '13-kalkulasi-harga-ekspor'] as const;
export const assignments = ['m03-a1', 'm11-a1', 'm13-a1'] as const;
/** The unit in which Joko has to be examined again. */
export const sellingPrice = 'G.46PEI01.005.2';
