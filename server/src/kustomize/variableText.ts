/** `$(NAME)` in texts: finds them and puts values in their place. `$$` is a dollar sign. */

export type VariableValue = string | number | bigint | boolean;
/** The value of a variable; `undefined` leaves its name where it is. */
export type ValueOf = (name: string) => VariableValue | undefined;

/** A text that is nothing but one variable becomes its value, whatever type it has. */
export function expandVariables(text: string, lookUp: ValueOf): VariableValue {
  let expanded = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0 || dollar === text.length - 1) return expanded + text.slice(at);
    expanded += text.slice(at, dollar);
    const next = text.charAt(dollar + 1);
    const close = next === '(' ? text.indexOf(')', dollar + 2) : -1;
    if (close < 0) {
      expanded += next === '$' ? '$' : `$${next}`;
      at = dollar + 2;
      continue;
    }
    const name = text.slice(dollar + 2, close);
    const value = lookUp(name) ?? `$(${name})`;
    if (text === `$(${name})`) return value;
    expanded += String(value);
    at = close + 1;
  }
}
