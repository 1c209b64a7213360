import type { noticesEn } from './notices.en.js';

export const noticesKy: Record<keyof typeof noticesEn, string> = {
  OBLIGED: 'Сиздин уюм {cycle} цикли боюнча отчет тапшырышы керек.',
  REMINDER: '{cycle} цикли боюнча отчетту {day} чейин тапшыруу керек.',
  DEADLINE_MISSED:
    '{cycle} цикли боюнча отчетту {day} чейин тапшыруу керек эле; ал келген жок. Ал кечиккен деген белги менен дагы кабыл алынат.',
  EXEMPTED: 'Сиздин уюм {cycle} циклинин отчетунан бошотулду: {text}',
  EXEMPTION_REVOKED: '{cycle} циклинин отчетунан бошотуу жокко чыгарылды, аны кайра тапшыруу керек: {text}',
  REPORT_RETURNED: '{cycle} цикли боюнча отчет эскертүүлөр менен кайтарылды.',
  REPORT_ACCEPTED: '{cycle} цикли боюнча отчет кабыл алынды.',
  REOPENED: '{cycle} цикли боюнча отчет {day} чейин өзгөртүү үчүн ачык: {text}',
  REOPENING_EXPIRED: '{cycle} цикли боюнча отчетту өзгөртүү убактысы {day} бүттү; кабыл алынганы күчүндө калат.',
  REPORT_TO_ENDORSE: '{cycle} цикли боюнча отчет сиздин комиссиянын макулдашуусун күтүүдө: {organisation}.',
  CORRECTION_REJECTED: '{cycle} цикли боюнча отчетту оңдоодон баш тартылды: {text}',
};
