/**
 * How many places down (or up, if negative) the row at `first`, or the next that stayed among its neighbours, went when `before` became
 * `after`. The row itself may be the one that was taken to the top.
 */
export function placesMoved<T>(before: readonly T[], after: readonly T[], first: number): number {
  for (const [down, row] of before.slice(first, -1).entries()) {
    const [from, to] = [first + down, after.indexOf(row)];
    if (to >= 0 && after[to + 1] === before[from + 1]) return to - from;
  }
  return 0;
}
