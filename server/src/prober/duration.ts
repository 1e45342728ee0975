const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
/** From these days on, seconds and minutes are of no interest any more, and from those on hours. */
const manyDays = 10;
const tooManyDays = 100;
const manyYears = 10_000;

/** Seconds in words: `31 s`, `4 min 50 s`, `3 d 2 h`. Fractions are kept to a tenth; what is senseless stays short: `68 y`. */
export function duration(seconds: number): string {
  if (seconds >= 10 * year) return years(seconds / year);
  const step = seconds >= tooManyDays * day ? day : seconds >= manyDays * day ? hour : 0.1;
  // Counted in tenths, which have no fractions to add up.
  let tenths = Math.round(seconds / step) * Math.round(step * 10);
  const take = (unit: number) => {
    const count = Math.floor(tenths / (unit * 10));
    tenths -= count * unit * 10;
    return count;
  };
  const [days, hours, minutes] = [take(day), take(hour), take(minute)];
  const rest = tenths / 10;
  const parts = [
    days > 0 && `${days} d`,
    hours > 0 && `${hours} h`,
    minutes > 0 && `${minutes} min`,
    rest > 0 && `${rest} s`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : '0 s';
}

function years(count: number): string {
  return `${count < manyYears ? Math.round(count) : count.toExponential(0).replace('+', '')} y`;
}
