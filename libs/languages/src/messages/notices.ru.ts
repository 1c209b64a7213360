import type { noticesEn } from './notices.en.js';

export const noticesRu: Record<keyof typeof noticesEn, string> = {
  OBLIGED: 'Ваша организация должна сдать отчёт за цикл {cycle}.',
  REMINDER: 'Отчёт за цикл {cycle} нужно сдать до {day}.',
  DEADLINE_MISSED:
    'Отчёт за цикл {cycle} нужно было сдать до {day}; он не поступил. Его ещё примут с отметкой об опоздании.',
  EXEMPTED: 'Ваша организация освобождена от отчёта за цикл {cycle}: {text}',
  EXEMPTION_REVOKED: 'Освобождение от отчёта за цикл {cycle} отменено, его снова нужно сдать: {text}',
  REPORT_RETURNED: 'Отчёт за цикл {cycle} возвращён с замечаниями.',
  REPORT_ACCEPTED: 'Отчёт за цикл {cycle} принят.',
  REOPENED: 'Отчёт за цикл {cycle} открыт для изменений до {day}: {text}',
  REOPENING_EXPIRED: 'Время для изменения отчёта за цикл {cycle} истекло {day}; в силе то, что было принято.',
  REPORT_TO_ENDORSE: 'Отчёт за цикл {cycle} ждёт согласования вашей комиссией: {organisation}.',
  CORRECTION_REJECTED: 'В исправлении отчёта за цикл {cycle} отказано: {text}',
};
