import type { FaultName } from './faults.en.js';

export const faultsRu: Record<FaultName, string> = {
  INVALID_TOKEN: 'Токен входа недействителен ({reason}). Войдите заново.',
  NOT_OF_THE_SCHEMA: 'Запрос не соответствует схеме: {detail}',
  INVALID_AS_OF: '@asOf принимает одно из двух: позицию, до которой запись дошла, либо момент или дату.',
  UNAVAILABLE: 'База данных сейчас недоступна. Ничего не изменено; повторите тот же запрос позже.',
  INTERNAL: 'Произошла ошибка на нашей стороне. Ничего не потеряно. Сообщите оператору этот номер: {correlationId}',
};
