import type { FaultName } from './faults.en.js';

/** Machine-made: a Kyrgyz speaker still has to confirm the wording. */
export const faultsKy: Record<FaultName, string> = {
  INVALID_TOKEN: 'Кирүү токени жараксыз ({reason}). Кайра кириңиз.',
  NOT_OF_THE_SCHEMA: 'Суроо-талап схемага туура келбейт: {detail}',
  INVALID_AS_OF: '@asOf экөөнүн бирин алат: жазуу жеткен орунду же учурду (күндү).',
  BEHIND: 'Окуу үчүн маалымат бул жерге азырынча жете элек. Бир аздан кийин кайра сураңыз.',
  UNAVAILABLE:
    'Маалымат базасы азыр жеткиликсиз. Ошол эле суроо-талапты кийинчерээк кайталаңыз: кабыл алынган буйрук экинчи жолу аткарылбайт.',
  INTERNAL: 'Биз тарапта ката кетти. Эч нерсе жоголгон жок. Операторго бул номерди айтыңыз: {correlationId}',
};
