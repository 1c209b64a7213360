// Workbooks and tables by exceljs, as its documentation shows it: written from rows, or read cell by cell.
import { readFile } from 'node:fs/promises';
import exceljs from 'exceljs';

const [task, file, rowsFile] = process.argv.slice(2);
const isText = file.endsWith('.csv');
const workbook = new exceljs.Workbook();

if (task === 'write') {
  const { rows, merges } = JSON.parse(await readFile(rowsFile, 'utf8'));
  const sheet = workbook.addWorksheet('Matrix');
  sheet.addRows(rows);
  if (!isText) for (const [top, left, bottom, right] of merges) sheet.mergeCells(top, left, bottom, right);
  await (isText
    ? workbook.csv.writeFile(file, { formatterOptions: { delimiter: ';' } })
    : workbook.xlsx.writeFile(file));
} else {
  const began = performance.now();
  if (isText) await workbook.csv.readFile(file, { parserOptions: { delimiter: ';' } });
  else await workbook.xlsx.readFile(file);
  let signs = 0;
  let rows = 0;
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) => {
      rows++;
      row.eachCell((cell) => (signs += cell.text.length));
    });
  const milliseconds = performance.now() - began;
  const { maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ milliseconds, rows, signs, peakMegabytes: (maxRSS * 1_024) / 1_000_000 }));
}
