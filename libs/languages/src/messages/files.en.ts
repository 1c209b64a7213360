/** What a file of a person (Excel, CSV) shows: reasons to refuse it, problems of its cells, and how it was read. */
export const filesEn = {
  // The file as a whole
  FILE_TOO_LARGE: 'The file is larger than {megabytes} MB. Remove pictures, or divide it.',
  NOT_A_WORKBOOK:
    'This is not an Excel workbook (.xlsx), or it is damaged. Save it in Excel as .xlsx and send it again.',
  NOT_A_TABLE: 'This is not a table of text (CSV), or a quotation mark in it is never closed.',
  ENCRYPTED_OR_OLD:
    'The workbook has a password or is of an Excel before 2007 (.xls). Save it without a password as .xlsx.',
  HAS_MACROS: 'The workbook holds macros. Save it as .xlsx, without macros.',
  HAS_EXTERNAL_LINKS: 'The workbook refers to other files. Break the links (Data, Edit Links) and save it again.',
  HAS_EMBEDDED_FILES: 'Other files are embedded in the workbook. Remove them and save it again.',
  HAS_DTD: 'The workbook holds definitions that Excel never writes. It is not read, because they can do harm.',
  INFLATES_TOO_FAR: 'Unpacked, the file is far too large. It is not read.',
  TOO_MANY_PARTS: 'The workbook has more than {limit} parts. Copy the table alone into a new workbook.',
  TOO_MANY_SHEETS: 'The workbook has more than {limit} sheets.',
  TOO_MANY_ROWS: 'A sheet reaches beyond row {limit}. Delete the empty rows under the table.',
  TOO_MANY_COLUMNS: 'A sheet reaches beyond {limit} columns. Delete the empty columns beside the table.',
  TOO_MANY_CELLS: 'The workbook has more than {limit} cells. Delete what is not part of the table.',
  TAKES_TOO_MUCH: 'The file takes too long to be read. Copy the table alone into a new workbook.',
  // A matrix of a plan
  NO_MEASURES: 'There is no measure under the headings. If cells are merged across the table, split them.',
  NO_MATRIX: 'No row with headings was found: there must be columns for the measure, the deadline and the executor.',
  COLUMN_MISSING: 'The column "{column}" is missing.',
  COLUMN_TWICE: 'The column "{column}" is there twice. The first is read.',
  COLUMN_IGNORED: 'The column "{text}" is not known and not read.',
  ROW_IGNORED: 'The line "{text}" is neither a direction nor a task nor a measure, and is not read.',
  VALUE_MISSING: '"{column}" is empty.',
  FORMULA_IN_CELL: 'There is a formula here. Write the value itself.',
  ERROR_IN_CELL: 'Excel shows an error here. Write the value itself.',
  UNREADABLE_DATE: '"{text}" cannot be read as a date. Write it as 31.12.2026.',
  UNREADABLE_AMOUNT: '"{text}" cannot be read as an amount in som. Write it as 1250000 or 1250000.50.',
  UNREADABLE_FIGURE: '"{text}" cannot be read as a figure with its period. Write it as 214 (2025).',
  PERIOD_OF_FIGURE: 'Say which period the figure "{text}" is of: 214 (2025).',
  YEAR_OUTSIDE: 'The year {year} is not a year of funding that can be meant.',
  UNKNOWN_ORGANISATION_NAME: 'No organisation is registered under the name "{text}".',
  CLOSE_ORGANISATION_NAME: 'No organisation is registered under the name "{text}". Is "{close}" meant?',
  AMBIGUOUS_ORGANISATION_NAME:
    'Several organisations have the name "{text}". Write the id of the one that is meant: {close}.',
  UNKNOWN_INDICATOR_NAME: 'There is no indicator with the code or name "{text}".',
  CLOSE_INDICATOR_NAME: 'There is no indicator with the code or name "{text}". Is "{close}" meant?',
  AMBIGUOUS_INDICATOR_NAME:
    'Several indicators have the name "{text}". Write the code of the one that is meant: {close}.',
  LINES_DO_NOT_MATCH: 'Here are {here} lines, in "{column}" {there}: it is not clear which belong together.',
  DUPLICATE_ROW: 'The same measure of the same task already stands in row {row}.',
  MAY_NOT_SET_FIGURES:
    'Your role ({role}) may not set baselines and targets. Leave them out, or ask the secretariat of the Council.',
  FIGURE_WITHOUT_INDICATOR: 'A baseline or target is given without an indicator.',
  // How it was read
  DEADLINE_READ_AS: '"{text}" was read as: deadline {date}.',
  START_READ_AS: '"{text}" was read as: start {date}.',
  START_OF_PLAN: 'No start is given: all of these measures begin with the plan, on {date}.',
  AMOUNT_READ_AS: '"{text}" was read as {amount} som.',
  YEAR_READ_AS: 'No year is given for the money: {year} was taken.',
  SOURCE_READ_AS_OTHER: 'The source of funding "{text}" is not known: it was read as "other".',
  NO_AMOUNT: '"{text}" was read as: no money of its own.',
  TARGET_PERIOD_READ_AS: 'No period is given for the target: {period} was taken.',
  LOST_LETTERS:
    'In "{text}" letters seem to be lost: the file is in an encoding without ң, ө and ү. Save it as .xlsx or as CSV UTF-8.',
  TITLE_DIFFERS: '{reference} already stands in the plan as "{held}": that wording stays.',
  TASK_IS_DIRECTION: 'No task is given: the direction itself was taken as its only task.',
  PARTLY_IMPORTED:
    'Of the {measures} measures of this file {standing} stand in the plan already: an earlier attempt wrote them. The others do not; the problems below are theirs.',
  // A reporting form
  NOT_A_FORM: 'This is not a reporting form of this system. Download the form and fill it in.',
  FORM_DAMAGED: 'The hidden part of the form was changed. Download the form again and copy what was filled in.',
  FORM_OF_ANOTHER: 'This is the form of {organisation} for the cycle {cycle}.',
  FORM_VERSION: 'The form is of an older version ({version}). Download it again and copy what was filled in.',
  ROW_MISSING: 'The row of "{title}" is missing. Download the form again and copy what was filled in.',
  SUBJECT_CHANGED:
    '"{title}" is no longer reported on: it was completed, suspended or cancelled, or given to others after the form was made. What is filled in here is not taken over.',
  CHANGED_MEANWHILE:
    'After the form was made somebody else reported on "{title}". What is filled in here would replace it.',
  UNREADABLE_PERCENT: '"{text}" is not a whole number from 0 to 100.',
  UNREADABLE_NUMBER: '"{text}" is not a number. Write it as 12 or 12.5.',
  UNREADABLE_PARTS: '"{text}" cannot be read as parts. Write a line for each: sex / female: 12.',
  EXPLANATION_NEEDED:
    'This looks unusual: {rule}. Correct it, or say in "{column}" why it is right all the same. Without that the report is not submitted.',
} as const;

export type FileProblem = keyof typeof filesEn;
