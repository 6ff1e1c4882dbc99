import { expect } from 'chai';
import {
  maskEmail,
  maskPhone,
  type Reading,
  readContact,
  readEmail,
  readKnownContact,
  readName,
  readPhone,
} from '../../src/features/accounts/contact.rules.ts';

const outcome = (reading: Reading<unknown>) => (reading.ok ? reading.value : reading.problem.key);

describe('a phone number', () => {
  const cases: [typed: string, stored: string][] = [
    ['081234567890', '+6281234567890'],
    ['0812 3456 7890', '+6281234567890'],
    ['0812-3456-7890', '+6281234567890'],
    ['0812.3456.7890', '+6281234567890'],
    ['(0812) 34567890', '+6281234567890'],
    ['6281234567890', '+6281234567890'],
    ['+62 812-3456-7890', '+6281234567890'],
    ['  +6281234567890  ', '+6281234567890'],
    ['08123456789', '+628123456789'],
    ['0811234567', '+62811234567'],
    ['\u202a+62 812\u20113456\u20137890\u202c', '+6281234567890'],
    ['\ufeff0812\u00a03456\u200b7890\u200e', '+6281234567890'],
    ['+62 081234567890', '+6281234567890'],
    ['+62 (0) 812 3456 7890', '+6281234567890'],
    ['0062 812 3456 7890', '+6281234567890'],
    ['＋６２８１２３４５６７８９０', '+6281234567890'],
    ['٠٨١٢٣٤٥٦٧٨٩٠', '+6281234567890'],
    ['0812\u22123456\u00ad7890', '+6281234567890'],
  ];
  for (const [typed, stored] of cases) {
    it(`reads "${typed}"`, () => expect(outcome(readPhone(typed))).to.equal(stored));
  }

  const refused = {
    'a landline': '021 5523456',
    'a number of another country': '+60123456789',
    'an operator code that no mobile number has': '080123456789',
    'too few digits': '081234',
    'too many digits': '0812345678901234',
    letters: '0812abc67890',
    nothing: '',
    'two numbers': '081234567890, 081234567891',
    'a plus within': '0812+34567890',
  };
  for (const [what, typed] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(outcome(readPhone(typed))).to.equal('accounts.phoneExpected'));
  }

  it('is shown with its middle hidden', () => expect(maskPhone('+6281234567890')).to.equal('0812-••••-7890'));
});

describe('an e-mail address', () => {
  const cases: [typed: string, stored: string][] = [
    ['sari@contoh.id', 'sari@contoh.id'],
    [' Sari.Wulandari@Contoh.ID ', 'sari.wulandari@contoh.id'],
    ['sari+layar@mail.contoh.co.id', 'sari+layar@mail.contoh.co.id'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['\u202asari\u200b@contoh.id\u202c\u00a0', 'sari@contoh.id'],
    ['ｓａｒｉ＠ｃｏｎｔｏｈ．ｉｄ', 'sari@contoh.id'],
    ['sari\u2010w@contoh.id', 'sari-w@contoh.id'],
  ];
  for (const [typed, stored] of cases) {
    it(`reads "${typed}"`, () => expect(outcome(readEmail(typed))).to.equal(stored));
  }

  const refused = {
    'no domain': 'sari@',
    'no dot in the domain': 'sari@localhost',
    'no name': '@contoh.id',
    'two addresses': 'sari@contoh.id,budi@contoh.id',
    'a name beside it': 'Sari <sari@contoh.id>',
    'a line break': 'sari@contoh.id\r\nBcc: x@contoh.id',
    'a space within': 'sari w@contoh.id',
    'more than 254 characters': `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.id`,
    'a domain that starts with a dash': 'sari@-contoh.id',
    'a domain that ends with a dash': 'sari@contoh-.id',
    'more than 64 characters before the @': `${'a'.repeat(65)}@contoh.id`,
    'a dot at the end of the name': 'ani.@gmail.com',
    'a dot at the start of the name': '.ani@gmail.com',
    'two dots after another': 'ani..sari@gmail.com',
    'an ampersand': 'a&b@contoh.id',
    'a number as the last part of the domain': 'a@1.2',
    'one letter as the last part of the domain': 'ani@gmail.c',
  };
  for (const [what, typed] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(outcome(readEmail(typed))).to.equal('accounts.emailExpected'));
  }

  it('is shown by its first letter and domain', () => expect(maskEmail('sari@contoh.id')).to.equal('s•••@contoh.id'));
});

describe('a phone number or e-mail address', () => {
  const cases: [typed: string, meant: unknown][] = [
    ['0812 3456 7890', { phone: '+6281234567890' }],
    ['Sari@contoh.id', { email: 'sari@contoh.id' }],
    ['sari＠contoh.id', { email: 'sari@contoh.id' }],
    ['\u2068\u202a+62 812-3456-7890\u202c\u2069', { phone: '+6281234567890' }],
    ['sari@', 'accounts.emailExpected'],
    ['0812', 'accounts.phoneExpected'],
    ['sari', 'accounts.contactExpected'],
    ['', 'accounts.contactExpected'],
  ];
  for (const [typed, meant] of cases) {
    it(`reads "${typed}"`, () => expect(outcome(readContact(typed))).to.deep.equal(meant));
  }
});

describe('a phone number or e-mail address of an account that exists', () => {
  const cases: [typed: string, meant: unknown][] = [
    ['0812 3456 7890', { phone: '+6281234567890' }],
    ['Sari@contoh.id', { email: 'sari@contoh.id' }],
    [' Ani.@Gmail.com ', { email: 'ani.@gmail.com' }],
    ['a&b@contoh.id', { email: 'a&b@contoh.id' }],
    ['sari@', 'accounts.emailExpected'],
    ['sari@contoh.id,budi@contoh.id', 'accounts.emailExpected'],
    ['sari', 'accounts.contactExpected'],
  ];
  for (const [typed, meant] of cases) {
    it(`reads "${typed}"`, () => expect(outcome(readKnownContact(typed))).to.deep.equal(meant));
  }
});

describe('a name as on the identity card', () => {
  const cases: [typed: string, stored: string][] = [
    ['Sari', 'Sari'],
    ['  Sari   Wulandari ', 'Sari Wulandari'],
    ['R. Aj. Siti Nur’aini', 'R. Aj. Siti Nur’aini'],
    ['José Ximénes da Cruz', 'José Ximénes da Cruz'],
    ['Jose\u0301', 'José'],
    ["Ma'ruf Al-Amin", "Ma'ruf Al-Amin"],
    ['', 'accounts.nameRequired'],
    ['   ', 'accounts.nameRequired'],
    ['12345', 'accounts.nameLetters'],
    ['<b>Sari</b>', 'accounts.nameLetters'],
    ['Sari\u0000', 'Sari'],
    ['\u202aSa\u200bri\u00adwati\u202c', 'Sariwati'],
    ['Sari\u00a0\u2003Dewi', 'Sari Dewi'],
    ['‘Aisyah', '‘Aisyah'],
    ['ʿAisyah', 'ʿAisyah'],
    ["'Aisyah", "'Aisyah"],
    ['Nur´aini', 'Nur´aini'],
    ['Nurʼaini', 'Nurʼaini'],
    ['Nurʻaini', 'Nurʻaini'],
    ['Nur′aini', 'Nur′aini'],
    ['Nur＇aini', "Nur'aini"],
    ['Mas’', 'Mas’'],
    ['Al\u2011Amin', 'Al-Amin'],
    ['Al–Amin', 'Al-Amin'],
    ['Siti Aisyah \u2014 Rahma', 'Siti Aisyah - Rahma'],
    ['Đặng Thị Žižek', 'Đặng Thị Žižek'],
    ['Зоя Ωμέγα', 'Зоя Ωμέγα'],
    ['ＳＡＲＩ', 'SARI'],
    ['’’', 'accounts.nameLetters'],
    ["'", 'accounts.nameLetters'],
    ['Sari 李', 'platform.unprintable'],
    ['Sari 😀', 'platform.unprintable'],
    ['\u200b', 'accounts.nameRequired'],
    ['a'.repeat(101), 'platform.tooLong'],
  ];
  for (const [typed, stored] of cases) {
    it(`reads ${JSON.stringify(typed.slice(0, 30))}`, () => expect(outcome(readName(typed))).to.equal(stored));
  }
});
