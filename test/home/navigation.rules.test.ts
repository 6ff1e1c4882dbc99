import { expect } from 'chai';
import { type Actor, type Role, type RoleGrant, roles } from '../../src/features/accounts/index.ts';
import { navigationFor } from '../../src/features/home/navigation.rules.ts';

const anActor = (...grants: RoleGrant[]): Actor => ({ id: '1'.repeat(24), name: 'Sari', roles: grants });
const hrefs = (...grants: RoleGrant[]) => navigationFor(anActor(...grants)).map(({ href }) => href);
const scope = 'a'.repeat(24);

describe('the tabs', () => {
  it('are none for a visitor', () => {
    expect(navigationFor(undefined)).to.deep.equal([]);
  });

  const own: readonly [Role, string][] = [
    ['learner', `/kelas/${scope}`],
    ['instructor', '/penilaian'],
    ['mentor', `/angkatan/${scope}/peserta`],
    ['centre-admin', '/kelas'],
    ['verifier', '/verifikasi'],
    ['programme-admin', '/program'],
    ['assessor', '/asesor'],
    ['certification-manager', '/sertifikasi'],
    ['panel-member', '/pleno'],
    ['labour-office', '/disnaker'],
    ['system-admin', '/sistem'],
  ];
  for (const [role, first] of own) {
    it(`of a ${role} begin with home and ${first}`, () => {
      expect(hrefs({ role, scope }).slice(0, 2)).to.deep.equal(['/beranda', first]);
    });
  }

  it('are five at most, each once, whatever somebody is', () => {
    const everything = roles.map((role) => ({ role, scope }));
    for (const grants of [...everything.map((grant) => [grant]), everything, [...everything].reverse()]) {
      const found = hrefs(...grants);
      expect(found.length).to.be.at.most(5);
      expect(new Set(found).size).to.equal(found.length);
    }
  });

  it('stand in the same order whichever role came first', () => {
    const both: RoleGrant[] = [
      { role: 'verifier', scope },
      { role: 'instructor', scope },
    ];
    expect(hrefs(...both)).to.deep.equal(['/beranda', '/penilaian', '/verifikasi']);
    expect(hrefs(...[...both].reverse())).to.deep.equal(hrefs(...both));
  });

  const later = 'b'.repeat(24);
  for (const [who, grants, expected] of [
    [
      'a learner of two cohorts',
      [
        { role: 'learner', scope },
        { role: 'learner', scope: later },
      ],
      ['/beranda', '/kelas', '/sertifikat'],
    ],
    [
      'an instructor of two cohorts',
      [
        { role: 'instructor', scope },
        { role: 'instructor', scope: later },
      ],
      ['/beranda', '/kelas', '/penilaian'],
    ],
    [
      'a learner who mentors another cohort',
      [
        { role: 'learner', scope },
        { role: 'mentor', scope: later },
      ],
      ['/beranda', '/kelas', '/sertifikat'],
    ],
    [
      'a centre’s admin who verifies',
      [
        { role: 'centre-admin', scope },
        { role: 'verifier', scope },
      ],
      ['/beranda', '/kelas', '/verifikasi'],
    ],
    [
      'an instructor who mentors the same cohort',
      [
        { role: 'instructor', scope },
        { role: 'mentor', scope },
      ],
      ['/beranda', '/penilaian', `/angkatan/${scope}/peserta`],
    ],
  ] as const satisfies readonly [string, readonly RoleGrant[], readonly string[]][]) {
    it(`lead ${who} to every class`, () => {
      expect(hrefs(...grants)).to.deep.equal(expected);
      expect(hrefs(...[...grants].reverse())).to.deep.equal(expected);
    });
  }

  it('let somebody without a role look around', () => {
    expect(hrefs()).to.deep.equal(['/beranda', '/', '/sertifikat', '/bantuan']);
  });
});
