/** A chart of horizontal bars as coordinates, for the view to draw as SVG. Pure. */

const width = 400;
const rowHeight = 54;
const barHeight = 20;
/** Kept free at the right end of the longest bar for its value. */
const valueWidth = 64;
const headHeight = 30;

export type Bar = Readonly<{ label: string; value: number; text: string }>;

/** A target further off than this many times the longest bar would leave nothing of the bars to see. */
const mostTimes = 3;

type Line = Readonly<{ value: number; text: string }>;

/**
 * Bars from a zero baseline, with their values behind them, and a line across all of them where the target is; a target
 * far beyond the bars is named without a line (its `x` is absent).
 */
export function chartOf(bars: readonly Bar[], target: Line) {
  const longest = Math.max(0, ...bars.map(({ value }) => value));
  const isInSight = longest === 0 || target.value <= mostTimes * longest;
  const most = Math.max(isInSight ? target.value : 0, longest, 1);
  const lengthOf = (value: number) => Math.round((value / most) * (width - valueWidth) * 10) / 10;
  const height = headHeight + bars.length * rowHeight;
  return {
    width,
    height,
    barHeight,
    bars: bars.map((bar, index) => {
      const top = headHeight + index * rowHeight;
      return { ...bar, labelY: top + 14, y: top + 20, length: lengthOf(bar.value), valueY: top + 36 };
    }),
    target: { text: target.text, x: isInSight ? lengthOf(target.value) : undefined, bottom: height },
  };
}
