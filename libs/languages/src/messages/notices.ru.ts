import type { noticesEn } from './notices.en.js';

export const noticesRu: Record<keyof typeof noticesEn, string> = {
  OBLIGED: 'Ваша организация должна сдать отчёт за {cycle}.',
  REMINDER: 'Отчёт за {cycle} нужно сдать до {day}.',
  DEADLINE_MISSED:
    'Отчёт за {cycle} нужно было сдать до {day}; он не поступил. Его ещё примут с отметкой об опоздании.',
  EXEMPTED: 'Ваша организация освобождена от отчёта за {cycle}: {text}',
  EXEMPTION_REVOKED: 'Освобождение от отчёта за {cycle} отменено, его снова нужно сдать: {text}',
  REPORT_RETURNED: 'Отчёт за {cycle} возвращён с замечаниями.',
  REPORT_ACCEPTED: 'Отчёт за {cycle} принят.',
  REOPENED: 'Отчёт за {cycle} открыт для изменений до {day}: {text}',
  REOPENING_EXPIRED: 'Время для изменения отчёта за {cycle} истекло {day}; в силе то, что было принято.',
  REPORT_TO_ENDORSE: 'Отчёт за {cycle} ждёт согласования вашей комиссией: {organisation}.',
  CORRECTION_REJECTED: 'В исправлении отчёта за {cycle} отказано: {text}',
};
