import type { Language } from '@baikoo/kernel';
import { bundlesEn } from './messages/bundles.en.js';
import { bundlesKy } from './messages/bundles.ky.js';
import { bundlesRu } from './messages/bundles.ru.js';
import { codesEn } from './messages/codes.en.js';
import { codesKy } from './messages/codes.ky.js';
import { codesRu } from './messages/codes.ru.js';
import { commandsEn } from './messages/commands.en.js';
import { commandsKy } from './messages/commands.ky.js';
import { commandsRu } from './messages/commands.ru.js';
import { conclusionsEn } from './messages/conclusions.en.js';
import { conclusionsKy } from './messages/conclusions.ky.js';
import { conclusionsRu } from './messages/conclusions.ru.js';
import { conventionsEn } from './messages/conventions.en.js';
import { conventionsKy } from './messages/conventions.ky.js';
import { conventionsRu } from './messages/conventions.ru.js';
import { eventsEn } from './messages/events.en.js';
import { eventsKy } from './messages/events.ky.js';
import { eventsRu } from './messages/events.ru.js';
import { faultsEn } from './messages/faults.en.js';
import { faultsKy } from './messages/faults.ky.js';
import { faultsRu } from './messages/faults.ru.js';
import { fieldsEn } from './messages/fields.en.js';
import { fieldsKy } from './messages/fields.ky.js';
import { fieldsRu } from './messages/fields.ru.js';
import { filesEn } from './messages/files.en.js';
import { filesKy } from './messages/files.ky.js';
import { filesRu } from './messages/files.ru.js';
import { inputsEn } from './messages/inputs.en.js';
import { inputsKy } from './messages/inputs.ky.js';
import { inputsRu } from './messages/inputs.ru.js';
import { noticesEn } from './messages/notices.en.js';
import { noticesKy } from './messages/notices.ky.js';
import { noticesRu } from './messages/notices.ru.js';
import { plansEn } from './messages/plans.en.js';
import { plansKy } from './messages/plans.ky.js';
import { plansRu } from './messages/plans.ru.js';
import { questionsEn } from './messages/questions.en.js';
import { questionsKy } from './messages/questions.ky.js';
import { questionsRu } from './messages/questions.ru.js';
import { refusalsEn } from './messages/refusals.en.js';
import { refusalsKy } from './messages/refusals.ky.js';
import { refusalsRu } from './messages/refusals.ru.js';
import { reportEn } from './messages/report.en.js';
import { reportKy } from './messages/report.ky.js';
import { reportRu } from './messages/report.ru.js';
import { saidEn } from './messages/said.en.js';
import { saidKy } from './messages/said.ky.js';
import { saidRu } from './messages/said.ru.js';
import { sheetsEn } from './messages/sheets.en.js';
import { sheetsKy } from './messages/sheets.ky.js';
import { sheetsRu } from './messages/sheets.ru.js';
import { trailsEn } from './messages/trails.en.js';
import { trailsKy } from './messages/trails.ky.js';
import { trailsRu } from './messages/trails.ru.js';

/** Puts an area's name before each of its keys, so that the areas share one catalogue. */
const area = <Name extends string, Messages extends Record<string, string>>(name: Name, messages: Messages) =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${name}.${key}`, text])) as {
    readonly [Key in keyof Messages & string as `${Name}.${Key}`]: string;
  };

/** Every sentence that the program says, in every language. The types make a missing translation a build error. */
export const catalogues = {
  en: {
    ...area('refusal', refusalsEn),
    ...area('input', inputsEn),
    ...area('report', reportEn),
    ...area('bundle', bundlesEn),
    ...area('conclusion', conclusionsEn),
    ...area('event', eventsEn),
    ...area('plan', plansEn),
    ...area('notice', noticesEn),
    ...area('fault', faultsEn),
    ...area('field', fieldsEn),
    ...area('file', filesEn),
    ...area('sheet', sheetsEn),
    ...area('code', codesEn),
    ...area('said', saidEn),
    ...area('trail', trailsEn),
    ...area('convention', conventionsEn),
    ...area('command', commandsEn),
    ...area('question', questionsEn),
  },
  ru: {
    ...area('refusal', refusalsRu),
    ...area('input', inputsRu),
    ...area('report', reportRu),
    ...area('bundle', bundlesRu),
    ...area('conclusion', conclusionsRu),
    ...area('event', eventsRu),
    ...area('plan', plansRu),
    ...area('notice', noticesRu),
    ...area('fault', faultsRu),
    ...area('field', fieldsRu),
    ...area('file', filesRu),
    ...area('sheet', sheetsRu),
    ...area('code', codesRu),
    ...area('said', saidRu),
    ...area('trail', trailsRu),
    ...area('convention', conventionsRu),
    ...area('command', commandsRu),
    ...area('question', questionsRu),
  },
  ky: {
    ...area('refusal', refusalsKy),
    ...area('input', inputsKy),
    ...area('report', reportKy),
    ...area('bundle', bundlesKy),
    ...area('conclusion', conclusionsKy),
    ...area('event', eventsKy),
    ...area('plan', plansKy),
    ...area('notice', noticesKy),
    ...area('fault', faultsKy),
    ...area('field', fieldsKy),
    ...area('file', filesKy),
    ...area('sheet', sheetsKy),
    ...area('code', codesKy),
    ...area('said', saidKy),
    ...area('trail', trailsKy),
    ...area('convention', conventionsKy),
    ...area('command', commandsKy),
    ...area('question', questionsKy),
  },
} satisfies Record<Language, Record<string, string>>;
