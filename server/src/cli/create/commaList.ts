/** Takes apart a list with commas as Go's encoding/csv reads one record; kubectl's options for files are such lists. */

export type CommaList = { readonly items: readonly string[] } | { readonly error: string };

export function readCommaList(text: string): CommaList {
  if (text === '') return { items: [] };
  const lines = linesOf(text);
  const first = lines.findIndex(line => line !== '\n');
  if (first === -1) return { error: 'EOF' };
  return readRecord(lines, first);
}

/** With their line breaks. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/\r$/, '').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.map(line => line.replace(/\r\n$/, '\n'));
}

function readRecord(lines: readonly string[], first: number): CommaList {
  const items: string[] = [];
  let number = first;
  let line = lines[first] ?? '';
  let rest = line;
  for (;;) {
    if (!rest.startsWith('"')) {
      const comma = rest.indexOf(',');
      const item = comma === -1 ? rest.replace(/\n$/, '') : rest.slice(0, comma);
      const quote = item.indexOf('"');
      if (quote !== -1) return failed('bare " in non-quoted-field', rest.slice(quote));
      items.push(item);
      if (comma === -1) return { items };
      rest = rest.slice(comma + 1);
      continue;
    }
    let item = '';
    rest = rest.slice(1);
    for (;;) {
      const quote = rest.indexOf('"');
      if (quote === -1) {
        item += rest;
        const next = lines[number + 1];
        if (next === undefined) return failed('extraneous or missing " in quoted-field', '');
        number++;
        line = next;
        rest = next;
        continue;
      }
      item += rest.slice(0, quote);
      const behind = rest.slice(quote + 1);
      if (behind.startsWith('"')) {
        item += '"';
        rest = behind.slice(1);
        continue;
      }
      if (behind === '' || behind === '\n') return { items: [...items, item] };
      if (!behind.startsWith(',')) return failed('extraneous or missing " in quoted-field', rest.slice(quote));
      items.push(item);
      rest = behind.slice(1);
      break;
    }
  }

  /** Columns are bytes, counted from 1. */
  function failed(what: string, from: string): CommaList {
    const column = Buffer.byteLength(line) - Buffer.byteLength(from) + 1;
    const start = number === first ? '' : `record on line ${first + 1}; `;
    return { error: `${start}parse error on line ${number + 1}, column ${column}: ${what}` };
  }
}
