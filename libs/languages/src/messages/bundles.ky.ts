import type { bundlesEn } from './bundles.en.js';

export const bundlesKy: Record<keyof typeof bundlesEn, string> = {
  title: 'Baikoo журналынын аудит топтому',
  range: 'Анда журналдын {first}–{last} окуялары өткөрүп жиберүүсүз турат.',
  history: 'Анда {name} тарыхы текшерүү чекитине чейин толук турат: {count, plural, one {# окуя} other {# окуя}}.',
  histories: 'Анда {name} боюнча {count} тарых текшерүү чекитине чейин толук турат.',
  map: 'Анда {name} турган өлкө картасынын тарыхы текшерүү чекитине чейин толук турат: {count, plural, one {# окуя} other {# окуя}}.',
  checkpoint: 'Текшерүү чекити: журналдын биринчи {size, plural, one {# окуясы} other {# окуясы}}.',
  check:
    'Бул саптар окуу үчүн гана, алар эч нерсени далилдебейт: төмөндөгү окуялар далилдейт. Аларды baikoo verify-bundle буйругу текшерет. Номери · качан · эмне · орган:',
};
