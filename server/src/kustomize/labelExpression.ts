/** The text form of label selectors, `app in (a, b),!old`: read and judged as Kubernetes does. Knows no objects. */

import { labelValueErrors, qualifiedNameErrors } from '../model/names.js';
import { goQuote } from '../syntax/goQuote.js';

export type Labels = ReadonlyMap<string, string>;
export type LabelTest = (labels: Labels) => boolean;

/** Thrown with what is wrong, in the words of Kubernetes. */
export class BadExpression extends Error {}

export function parseLabelExpression(text: string): LabelTest {
  const tests = new Parser(text).all();
  return labels => tests.every(test => test(labels));
}

const token = /[ \t\r\n]*(?:(==|!=|[=!<>(),])|([^=!<>(), \t\r\n]+)|$)/y;

interface Token {
  readonly kind: 'sign' | 'word' | 'end';
  readonly text: string;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    const tokens: Token[] = [];
    token.lastIndex = 0;
    for (let isOpen = true; isOpen; ) {
      const [, sign, word] = token.exec(text) ?? [];
      isOpen = (sign ?? word) !== undefined;
      tokens.push({ kind: sign ? 'sign' : word ? 'word' : 'end', text: sign ?? word ?? '' });
    }
    this.#tokens = tokens;
  }

  all(): readonly LabelTest[] {
    const tests: LabelTest[] = [];
    for (;;) {
      const first = this.#look();
      if (first.kind === 'end') return tests;
      if (first.kind !== 'word' && first.text !== '!') {
        throw new BadExpression(`found '${first.text}', expected: !, identifier, or 'end of string'`);
      }
      tests.push(this.#inRequirement(() => this.#requirement()));
      const behind = this.#take();
      if (behind.kind === 'end') return tests;
      if (behind.text !== ',') throw new BadExpression(`found '${behind.text}', expected: ',' or 'end of string'`);
      const next = this.#look();
      if (next.kind !== 'word' && next.text !== '!') {
        throw new BadExpression(`found '${next.text}', expected: identifier after ','`);
      }
    }
  }

  #inRequirement(read: () => LabelTest): LabelTest {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BadExpression)) throw error;
      throw new BadExpression(`unable to parse requirement: ${error.message}`);
    }
  }

  #look(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #take(): Token {
    const taken = this.#look();
    this.#at++;
    return taken;
  }

  #requirement(): LabelTest {
    const isNegated = this.#look().text === '!' && this.#take() !== undefined;
    const { kind, text: key } = this.#take();
    if (kind !== 'word') throw new BadExpression(`found '${key}', expected: identifier`);
    const [error] = qualifiedNameErrors(key);
    if (error) throw new BadExpression(`invalid label key ${goQuote(key)}: ${qualifiedNameErrors(key).join('; ')}`);
    const next = this.#look();
    if (isNegated) return labels => !labels.has(key);
    if (next.kind === 'end' || next.text === ',') return labels => labels.has(key);
    return this.#comparison(key, this.#take().text);
  }

  #comparison(key: string, operator: string): LabelTest {
    switch (operator) {
      case 'in':
      case 'notin':
        return this.#membership(key, this.#values(key), operator === 'in');
      case '=':
      case '==':
      case '!=':
        return this.#membership(key, new Set([this.#value(key)]), operator !== '!=');
      case '<':
      case '>':
        return this.#order(key, operator);
      default:
        throw new BadExpression(`found '${operator}', expected: '=', '!=', '==', 'in', notin'`);
    }
  }

  #membership(key: string, values: ReadonlySet<string>, isWanted: boolean): LabelTest {
    return labels => {
      const own = labels.get(key);
      return (own !== undefined && values.has(own)) === isWanted;
    };
  }

  #order(key: string, operator: '<' | '>'): LabelTest {
    const limit = integer(this.#value(key));
    if (limit === undefined) throw new BadExpression("for 'Gt', 'Lt' operators, the value must be an integer");
    return labels => {
      const own = integer(labels.get(key) ?? '');
      return own !== undefined && (operator === '<' ? own < limit : own > limit);
    };
  }

  #value(key: string): string {
    const next = this.#look();
    if (next.kind === 'end' || next.text === ',') return '';
    this.#at++;
    if (next.kind !== 'word') throw new BadExpression(`found '${next.text}', expected: identifier`);
    return checked(key, next.text);
  }

  #values(key: string): ReadonlySet<string> {
    const open = this.#take();
    if (open.text !== '(') throw new BadExpression(`found '${open.text}' expected: '('`);
    const values = new Set<string>();
    let wantsValue = true;
    for (;;) {
      const { kind, text } = this.#take();
      if (kind === 'word') {
        if (!wantsValue) throw new BadExpression(`found '${text}', expected: ',' or ')'`);
        values.add(checked(key, text));
        wantsValue = false;
      } else if (text === ',' || text === ')') {
        if (wantsValue) values.add('');
        wantsValue = true;
        if (text === ')') return values;
      } else {
        throw new BadExpression(
          wantsValue ? `found '${text}', expected: ',', or identifier` : `found '${text}', expected: ',' or ')'`,
        );
      }
    }
  }
}

function checked(key: string, value: string): string {
  const errors = labelValueErrors(value);
  if (errors.length === 0) return value;
  throw new BadExpression(`invalid label value: ${goQuote(value)}: at key: ${goQuote(key)}: ${errors.join('; ')}`);
}

function integer(text: string): bigint | undefined {
  return /^[-+]?[0-9]+$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
}
