/** Looking up places by their code. Pure. */
import { cities, type City } from './region.content.ts';

export const findCity = (code: string): City | undefined => cities.find((city) => city.code === code);

/** The city that a district, or a city itself, belongs to. */
export const cityOf = (regionCode: string): City | undefined => cities.find((city) => isWithin(regionCode, city.code));

/** `Cipondoh, Kota Tangerang` for 36.71.05; undefined for a place outside the known cities. */
export function regionName(code: string): string | undefined {
  const city = cityOf(code);
  const district = city?.districts.find((one) => one.code === code);
  return district ? `${district.name}, ${city?.name}` : city?.name;
}

/** Codes are read by their parts: 36.7 is not the beginning of 36.71. */
export const isWithin = (code: string, prefix: string): boolean => code === prefix || code.startsWith(`${prefix}.`);
