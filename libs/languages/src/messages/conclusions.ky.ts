import type { conclusionsEn } from './conclusions.en.js';

export const conclusionsKy: Record<keyof typeof conclusionsEn, string> = {
  GOOD: 'Туура: баары дал келет.',
  CHANGED: 'Туура эмес: бир нерсе өзгөртүлгөн. Буга таянбаңыз.',
  UNCHECKED: 'Текшерүү мүмкүн болгон жок: текшерүүгө берилгени окулбайт же жетишсиз.',
  NOT_BELIEVED:
    'Ишенүүгө болбойт: өзгөрүү табылган жок, бирок сиз атаган ачкыч менен кол коюлган эмес. Буга таянбаңыз.',
};
