/**
 * Regular expressions as Go reads them (RE2), made into those of JavaScript, or what Go says is wrong. Knows syntax only.
 * Go knows no looking ahead or behind and no back references; a brace that begins no count stands for itself.
 */

export interface BadPattern {
  /** In Go's words. */
  readonly error: string;
}

/** Matches the whole text. */
export function wholeGoRegExp(pattern: string): RegExp | BadPattern {
  const whole = `^(?:${pattern})$`;
  try {
    return new Reader(whole).read();
  } catch (error) {
    if (error instanceof Wrong) return { error: error.message };
    // What JavaScript does not know, such as a script of Unicode.
    if (error instanceof SyntaxError) return { error: `error parsing regexp: invalid syntax: \`${whole}\`` };
    throw error;
  }
}

class Wrong extends Error {
  constructor(problem: string, part: string) {
    super(`error parsing regexp: ${problem}: \`${part}\``);
  }
}

const escapes: Readonly<Record<string, string>> = {
  A: '^',
  a: '\\x07',
  b: '\\b',
  B: '\\B',
  d: '\\d',
  D: '\\D',
  f: '\\f',
  n: '\\n',
  r: '\\r',
  s: '[\\t\\n\\f\\r ]',
  S: '[^\\t\\n\\f\\r ]',
  t: '\\t',
  v: '\\v',
  w: '\\w',
  W: '\\W',
  z: '$(?![^])',
};
const notInClasses = /[AbBz]/;
const inClass: Readonly<Record<string, string>> = { s: '\\t\\n\\f\\r ', S: '\\x00-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}' };
const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
const group = /\(\?(?:P?<(\w+)>|([imsU]*(?:-[imsU]+)?)([:)]))/y;
const count = /\{(\d+)(,(\d*))?\}/y;
const posixClass = /\[:(\^?)(\w+):\]/y;
const property = /\\([pP])(?:\{(\^?)(\w+)\}|(\w))/y;
const hex = /\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y;
const octal = /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
const literal = /\\Q([\s\S]*?)(?:\\E|$)/y;

class Reader {
  readonly #text: string;
  #at = 0;
  #out = '';
  #flags = 'u';
  #open = 0;
  /** Whether there is something to repeat, and where a repetition before began. */
  #canRepeat = false;
  #repeated: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): RegExp {
    while (this.#at < this.#text.length) this.#step();
    if (this.#open > 0) throw new Wrong('missing closing )', this.#text);
    return new RegExp(this.#out, this.#flags);
  }

  #step(): void {
    const sign = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    if (sign === '(') this.#beginGroup();
    else if (sign === ')') this.#endGroup();
    else if (sign === '[') this.#put(this.#class());
    else if (sign === '\\') this.#put(this.#escape('outside'));
    else if (/[*+?]/.test(sign)) this.#repeat(sign);
    else if (sign === '{') this.#braces();
    else if (sign === '|') this.#begin('|', 1);
    else if (/[\^$]/.test(sign)) this.#put(sign, 1);
    else if (sign === '.') this.#put('.', 1);
    else this.#put(/[}\]/]/.test(sign) ? `\\${sign}` : sign, sign.length);
  }

  /** Something that may be repeated. */
  #put(out: string, length = 0): void {
    this.#begin(out, length);
    this.#canRepeat = true;
  }

  /** Something behind which nothing can be repeated yet. */
  #begin(out: string, length: number): void {
    this.#out += out;
    this.#at += length;
    this.#canRepeat = false;
    this.#repeated = undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  #beginGroup(): void {
    if (!this.#text.startsWith('(?', this.#at)) {
      this.#open++;
      this.#begin('(', 1);
      return;
    }
    const [all, name, flags, end] = this.#match(group) ?? [];
    if (all === undefined) {
      const rest = this.#text.slice(this.#at);
      if (/^\(\?P?</.test(rest)) throw new Wrong('invalid named capture', /^\(\?P?<\w*>/.exec(rest)?.[0] ?? rest);
      throw new Wrong('invalid or unsupported Perl syntax', rest.slice(0, 3));
    }
    for (const flag of (flags ?? '').split('-', 1)[0] ?? '') if (/[ims]/.test(flag)) this.#useFlag(flag);
    if (end === ')') {
      this.#at += all.length;
      return;
    }
    this.#open++;
    this.#begin(name === undefined ? '(?:' : '(', all.length);
  }

  /** JavaScript has flags for the whole only; hardly anybody writes them for less. */
  #useFlag(flag: string): void {
    if (!this.#flags.includes(flag)) this.#flags += flag;
  }

  #endGroup(): void {
    if (this.#open === 0) throw new Wrong('unexpected )', this.#text);
    this.#open--;
    this.#put(')', 1);
  }

  #repeat(operator: string): void {
    const lazy = this.#text[this.#at + operator.length] === '?' ? '?' : '';
    const all = operator + lazy;
    if (this.#repeated !== undefined) {
      throw new Wrong('invalid nested repetition operator', this.#text.slice(this.#repeated, this.#at + all.length));
    }
    if (!this.#canRepeat) throw new Wrong('missing argument to repetition operator', operator);
    this.#repeated = this.#at;
    this.#out += all;
    this.#at += all.length;
  }

  #braces(): void {
    const [all, from, comma, to] = this.#match(count) ?? [];
    if (all === undefined || from === undefined) {
      this.#put('\\{', 1);
      return;
    }
    const most = to ? Number(to) : Number(from);
    if (Number(from) > 1000 || most > 1000 || (comma && to && most < Number(from))) {
      throw new Wrong('invalid repeat count', all);
    }
    this.#repeat(all);
  }

  #escape(place: 'class' | 'outside'): string {
    const isInClass = place === 'class';
    const quoted = isInClass ? null : this.#match(literal);
    if (quoted) {
      this.#at += quoted[0].length;
      return (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
    const named = this.#match(property);
    if (named) return this.#property(named);
    const [all, code] = this.#codePoint();
    if (all !== undefined) {
      this.#at += all.length;
      return `\\u{${(code ?? 0).toString(16)}}`;
    }
    const letter = this.#text[this.#at + 1];
    if (letter === undefined) throw new Wrong('trailing backslash at end of expression', '');
    this.#at += 2;
    const known = isInClass ? (inClass[letter] ?? escapes[letter]) : escapes[letter];
    if (known && !(isInClass && notInClasses.test(letter))) return known;
    if (/[0-9A-Za-z]/.test(letter) || letter > '\x7f') throw new Wrong('invalid escape sequence', `\\${letter}`);
    return /[\^$\\.*+?()[\]{}|/-]/.test(letter) && (letter !== '-' || isInClass) ? `\\${letter}` : letter;
  }

  #codePoint(): readonly [all?: string, code?: number] {
    const hexadecimal = this.#match(hex);
    if (hexadecimal) return [hexadecimal[0], Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? '', 16)];
    const [all, digits] = this.#match(octal) ?? [];
    return all === undefined ? [] : [all, Number.parseInt(digits ?? '', 8)];
  }

  #property([all, sign, caret, long, short]: RegExpExecArray): string {
    this.#at += all.length;
    const isNegated = (sign === 'P') !== (caret === '^');
    const name = long ?? short ?? '';
    const own = name.length > 2 ? `Script=${name}` : name;
    const out = `\\${isNegated ? 'P' : 'p'}{${own}}`;
    try {
      new RegExp(out, 'u');
    } catch {
      throw new Wrong('invalid character class range', all);
    }
    return out;
  }

  #class(): string {
    const start = this.#at;
    let out = '[';
    this.#at++;
    if (this.#text[this.#at] === '^') {
      out += '^';
      this.#at++;
    }
    for (let isFirst = true; isFirst || this.#text[this.#at] !== ']'; isFirst = false) {
      if (this.#at >= this.#text.length) throw new Wrong('missing closing ]', this.#text.slice(start));
      out += this.#member(start);
    }
    this.#at++;
    return `${out}]`;
  }

  #member(start: number): string {
    const [all, caret, name = ''] = this.#match(posixClass) ?? [];
    if (all !== undefined) {
      const known = posix[name];
      if (!known) throw new Wrong('invalid character class range', all);
      this.#at += all.length;
      return caret ? allBut(known) : known;
    }
    const sign = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    if (sign === '\\') return this.#escape('class');
    this.#at += sign.length;
    const next = this.#text[this.#at + 1];
    if (sign !== '-' && this.#text[this.#at] === '-' && next !== undefined && next > ']' && next < sign) {
      throw new Wrong('invalid character class range', this.#text.slice(this.#at - sign.length, this.#at + 2));
    }
    if (sign === '-' && this.#at - 1 === start + 1) return '\\-';
    return /[[\]^]/.test(sign) ? `\\${sign}` : sign;
  }
}

/** The other characters than those of a class of ASCII. */
function allBut(members: string): string {
  const own = new RegExp(`[${members}]`, 'u');
  const others = Array.from({ length: 0x80 }, (_, code) => code).filter(code => !own.test(String.fromCharCode(code)));
  return `${others.map(code => `\\u{${code.toString(16)}}`).join('')}\\u{80}-\\u{10ffff}`;
}
