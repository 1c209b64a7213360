import { createIntl, type FormatNumberOptions, type IntlShape } from '@formatjs/intl';
import {
  type CalendarDate,
  type DecimalString,
  type Language,
  LANGUAGES,
  type Moment,
  NATIONAL_ZONE,
} from '@baikoo/kernel';
import { catalogues } from './catalogues.js';

export type MessageKey = keyof (typeof catalogues)['en'];
export type MessageValues = Readonly<Record<string, string | number>>;

/** Whose dates and numbers a language uses. English is written the European way: 22 November 2026, 14:30. */
const LOCALES: Record<Language, string> = { ky: 'ky-KG', ru: 'ru-KG', en: 'en-GB' };

type Sentence = ReturnType<IntlShape<string>['formatters']['getMessageFormat']>;

/** Marks where a value ended in a full stop; of private use, so no text holds it. */
const AFTER_STOP = '\uE000';
/** An ellipsis stays what it is. */
const endsInStop = (value: string | number): value is string => typeof value === 'string' && /(^|[^.])\.$/.test(value);

/** Sentences, numbers and dates as a reader of one language expects them. All dates are national dates. */
export class Translator {
  readonly #intl: IntlShape<string>;
  readonly #sentences = new Map<MessageKey, Sentence>();
  readonly #places = new Map<MessageKey, ReadonlySet<string>>();

  constructor(readonly language: Language) {
    this.#intl = createIntl({
      locale: LOCALES[language],
      messages: catalogues[language],
      timeZone: NATIONAL_ZONE,
      // A missing sentence or a Node built without Kyrgyz is a fault, never English in silence.
      onError: (fault) => {
        throw fault;
      },
    });
  }

  /**
   * The sentence under a key, with `{name}` places filled in (ICU message syntax). Where what fills a place ends in a
   * full stop (a Russian date, `31 декабря 2026 г.`) and the sentence ends there, there is one stop and not two.
   */
  say(key: MessageKey, values: MessageValues = {}): string {
    const marked = Object.entries(values).map(([name, value]) => [
      name,
      endsInStop(value) ? value + AFTER_STOP : value,
    ]);
    const said = String(this.#sentence(key).format(Object.fromEntries(marked)));
    return said.replaceAll(`${AFTER_STOP}.`, '').replaceAll(AFTER_STOP, '');
  }

  /** The library finds a sentence that it parsed by writing its text and options out anew each time. */
  #sentence(key: MessageKey): Sentence {
    let sentence = this.#sentences.get(key);
    if (sentence === undefined) {
      const { formatters } = this.#intl;
      sentence = formatters.getMessageFormat(catalogues[this.language][key], LOCALES[this.language], undefined, {
        formatters,
      });
      this.#sentences.set(key, sentence);
    }
    return sentence;
  }

  /** The names of the places that a sentence has: whoever fills it need not work out others. */
  placesIn(key: MessageKey): ReadonlySet<string> {
    let places = this.#places.get(key);
    if (places === undefined) {
      places = new Set([...catalogues[this.language][key].matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name!));
      this.#places.set(key, places);
    }
    return places;
  }

  /** Whether there is such a sentence: for keys that come out of the record, which a newer version may have written. */
  has(key: string): key is MessageKey {
    return key in catalogues[this.language];
  }

  /** Exact for decimals of any length: the text is never turned into a float. */
  number(value: DecimalString, maximumFractionDigits = 6): string {
    return this.#format(value, { maximumFractionDigits });
  }

  /** An amount of money: whole, or with two decimals. */
  money(amount: DecimalString): string {
    return this.#format(amount, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      trailingZeroDisplay: 'stripIfInteger',
    });
  }

  /** A share such as `0.4125` as `41.3 %`. */
  percent(share: DecimalString, maximumFractionDigits = 1): string {
    return this.#format(share, { style: 'percent', maximumFractionDigits });
  }

  /** A difference, with its sign: `+12`, `-3.5`. */
  change(value: DecimalString, maximumFractionDigits = 6): string {
    return this.#format(value, { maximumFractionDigits, signDisplay: 'exceptZero' });
  }

  /** A relative difference such as `-0.222` as `-22.2 %`. */
  percentChange(share: DecimalString, maximumFractionDigits = 1): string {
    return this.#format(share, { style: 'percent', maximumFractionDigits, signDisplay: 'exceptZero' });
  }

  date(date: CalendarDate): string {
    return this.#intl.formatDate(`${date}T00:00:00Z`, { dateStyle: 'long', timeZone: 'UTC' });
  }

  /** The month that a date lies in: `November 2026`. */
  month(date: CalendarDate): string {
    return this.#intl.formatDate(`${date}T00:00:00Z`, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  }

  moment(moment: Moment): string {
    return this.#intl.formatDate(moment, { dateStyle: 'long', timeStyle: 'short' });
  }

  #format(value: DecimalString, options: FormatNumberOptions): string {
    // Intl reads decimal strings exactly (ECMA-402, StringNumericLiteral).
    return this.#intl.formatNumber(value as `${number}`, options);
  }
}

const translators = Object.fromEntries(LANGUAGES.map((language) => [language, new Translator(language)])) as Record<
  Language,
  Translator
>;

export const translatorFor = (language: Language): Translator => translators[language];
