/**
 * The cities that programmes are for, and their districts (kecamatan), by the codes of the Ministry of Home Affairs:
 * Kepmendagri 300.2.2-2138/2025, verified 2026-11-21. The statistics office counts with other codes.
 */
export type District = Readonly<{ code: string; name: string }>;
export type City = Readonly<{ code: string; name: string; districts: readonly District[] }>;

export const cities: readonly [City, ...City[]] = [
  {
    code: '36.71',
    name: 'Kota Tangerang',
    districts: [
      { code: '36.71.01', name: 'Tangerang' },
      { code: '36.71.02', name: 'Jatiuwung' },
      { code: '36.71.03', name: 'Batuceper' },
      { code: '36.71.04', name: 'Benda' },
      { code: '36.71.05', name: 'Cipondoh' },
      { code: '36.71.06', name: 'Ciledug' },
      { code: '36.71.07', name: 'Karawaci' },
      { code: '36.71.08', name: 'Periuk' },
      { code: '36.71.09', name: 'Cibodas' },
      { code: '36.71.10', name: 'Neglasari' },
      { code: '36.71.11', name: 'Pinang' },
      { code: '36.71.12', name: 'Karang Tengah' },
      { code: '36.71.13', name: 'Larangan' },
    ],
  },
  {
    code: '33.75',
    name: 'Kota Pekalongan',
    districts: [
      { code: '33.75.01', name: 'Pekalongan Barat' },
      { code: '33.75.02', name: 'Pekalongan Timur' },
      { code: '33.75.03', name: 'Pekalongan Utara' },
      { code: '33.75.04', name: 'Pekalongan Selatan' },
    ],
  },
];
