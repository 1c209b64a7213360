import type { conclusionsEn } from './conclusions.en.js';

export const conclusionsKy: Record<keyof typeof conclusionsEn, string> = {
  GOOD: 'Туура: баары дал келет.',
  CHANGED: 'Туура эмес: бир нерсе өзгөртүлгөн. Буга таянбаңыз.',
  UNCHECKED: 'Текшерүү мүмкүн болгон жок: текшерүүгө берилгени окулбайт же жетишсиз.',
  NOT_BELIEVED:
    'Ишенүүгө болбойт: сиз атаган ачкыч менен кол коюлган эмес. Бул бир нерсе өзгөртүлгөнүн да, эч нерсе өзгөртүлбөгөнүн да билдирбейт. Буга таянбаңыз.',
};
