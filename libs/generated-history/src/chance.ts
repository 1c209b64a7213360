import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

type Generator = ReturnType<typeof xoroshiro128plus>;

/** Chance that comes out the same for the same seed, and is asked in the same order. Nothing here is secret. */
export class Chance {
  readonly #generator: Generator;

  private constructor(generator: Generator) {
    this.#generator = generator;
  }

  /** Any whole number is a seed; only its lowest 32 bits count. */
  static ofSeed(seed: number): Chance {
    return new Chance(xoroshiro128plus(seed));
  }

  /** A chance far apart from this one: what is asked of one does not shift the other. */
  another(): Chance {
    const generator = this.#generator.clone();
    generator.jump();
    return new Chance(generator);
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return uniformInt(this.#generator, least, most);
  }

  /** True in that share of cases, 0 to 1. */
  of(share: number): boolean {
    return this.int(0, 999_999) < share * 1_000_000;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!;
  }

  /** A sum in som, in whole thousands: `250000.00`. */
  money(leastThousands: number, mostThousands: number): string {
    return `${this.int(leastThousands, mostThousands)}000.00`;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.int(0, 0xfff_ffff).toString(16).padStart(7, '0');
    return text.slice(0, digits);
  }

  /** A UUID of version 4 whose random digits are this chance. */
  uuid(): string {
    const digits = this.hex(31);
    const variant = '89ab'[this.int(0, 3)];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
  }
}
