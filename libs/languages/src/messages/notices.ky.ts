import type { noticesEn } from './notices.en.js';

export const noticesKy: Record<keyof typeof noticesEn, string> = {
  OBLIGED: 'Сиздин уюм {cycle} боюнча отчет тапшырышы керек.',
  REMINDER: '{cycle} боюнча отчетту {day} чейин тапшыруу керек.',
  DEADLINE_MISSED:
    '{cycle} боюнча отчетту {day} чейин тапшыруу керек эле; ал келген жок. Ал кечиккен деген белги менен дагы кабыл алынат.',
  EXEMPTED: 'Сиздин уюм {cycle} боюнча отчеттон бошотулду: {text}',
  EXEMPTION_REVOKED: '{cycle} боюнча отчеттон бошотуу жокко чыгарылды, аны кайра тапшыруу керек: {text}',
  REPORT_RETURNED: '{cycle} боюнча отчет сын-пикирлер менен кайтарылды.',
  REPORT_ACCEPTED: '{cycle} боюнча отчет кабыл алынды.',
  REOPENED: '{cycle} боюнча отчет {day} чейин өзгөртүү үчүн ачык: {text}',
  REOPENING_EXPIRED: '{cycle} боюнча отчетту өзгөртүү убактысы {day} бүттү; кабыл алынганы күчүндө калат.',
  REPORT_TO_ENDORSE: '{cycle} боюнча отчет сиздин комиссиянын макулдашуусун күтүүдө: {organisation}.',
  CORRECTION_REJECTED: '{cycle} боюнча отчетту оңдоодон баш тартылды: {text}',
};
