/** An owner of a small business applies from a phone, with photos and PDFs as a phone makes them. */
import { photo, sheet } from '../../../src/commands/demo/files.ts';
import { proveEmail } from '../../accounts/walk.ts';
import type { Attachment } from '../../support/browser.ts';
import type { Person } from './person.ts';

export type Business = Readonly<{
  nik: string;
  birth: readonly [day: string, month: string, year: string];
  nib: string;
  name: string;
  product: string;
}>;

const address = 'Jalan Raden Saleh 1 RT 02 RW 05';

async function proof(name: string, kind: 'photo' | 'sheet'): Promise<Attachment> {
  const { bytes, ...file } = kind === 'photo' ? await photo(name, 1) : await sheet(name, name, [address]);
  return { field: 'proof', name: file.name, bytes };
}

/** From the page of the cohort to an account, and back to the application. */
export async function signUp(person: Person, cohort: string): Promise<void> {
  await person.open(`/pendaftaran/${cohort}`);
  await person.follow('Buat akun');
  await person.submit('/daftar-akun', {
    name: person.name,
    contact: person.contact,
    password: person.password,
    agreed: 'on',
  });
  // Letters about the application go to an address that is proved.
  if (person.contact.includes('@')) await proveEmail(person, person.contact);
}

/** The first two steps; the rest is left for another day. */
export async function begin(person: Person, cohort: string, business: Business): Promise<void> {
  await person.visit(`/pendaftaran/${cohort}`);
  await person.submit('/mulai');
  await person.follow('Data diri');
  const [birthDay, birthMonth, birthYear] = business.birth;
  const born = { birthDay, birthMonth, birthYear };
  await person.submit('/data-diri', { nik: business.nik, ...born, district: '36.71.05', address, tujuan: 'lanjut' });
  await person.submit('/nib', { number: business.nib, businessName: business.name, tujuan: 'draf' }, [
    await proof('surat-nib', 'sheet'),
  ]);
}

/** Takes up the form where it was left, up to the page that shows all answers. */
export async function goOn(person: Person, cohort: string, { product }: Business): Promise<void> {
  await person.visit(`/pendaftaran/${cohort}/produk`);
  const description = 'Dibuat sendiri di rumah produksi, dari bahan setempat.';
  await person.submit('/produk', { product, description, role: 'producer', place: address, tujuan: 'lanjut' }, [
    await proof('produk', 'photo'),
  ]);
  const quality = { capacity: '400', unit: 'buah', checking: 'Setiap barang diperiksa.', certificates: ['halal'] };
  await person.submit('/mutu', { ...quality, tujuan: 'lanjut' }, [await proof('catatan-mutu', 'sheet')]);
  await person.submit('/ktp', { region: '36.71.05', address, tujuan: 'lanjut' }, [await proof('ktp', 'photo')]);
}

/** Sends what the page with all answers shows; the receipt is left open. */
export const send = (person: Person) => person.submit('/kirim', { declaration: 'on' });

export async function apply(person: Person, cohort: string, business: Business): Promise<void> {
  await signUp(person, cohort);
  await begin(person, cohort, business);
  await goOn(person, cohort, business);
  await send(person);
}

/** Does again what the verifier asked for: another note of how quality is checked. */
export async function fixQuality(person: Person, cohort: string): Promise<void> {
  await person.visit(`/pendaftaran/${cohort}/mutu`);
  const checking = 'Setiap barang diperiksa; 3 dari 200 ditolak bulan lalu.';
  await person.submit('/mutu', { checking, tujuan: 'draf' }, [await proof('catatan-mutu-baru', 'sheet')]);
  await person.open(`/pendaftaran/${cohort}/periksa`);
  await send(person);
}
