/** A chart of horizontal bars as coordinates, for the view to draw as SVG. Pure. */

const width = 400;
const rowHeight = 52;
const barHeight = 20;
/** Kept free at the right end of the longest bar for its value. */
const valueWidth = 56;
const headHeight = 26;

export type Bar = Readonly<{ label: string; value: number; text: string }>;

/** Bars from a zero baseline, with their values behind them, and a line across all of them where the target is. */
export function chartOf(bars: readonly Bar[], target: Readonly<{ value: number; text: string }>) {
  const most = Math.max(target.value, ...bars.map(({ value }) => value), 1);
  const lengthOf = (value: number) => Math.round((value / most) * (width - valueWidth) * 10) / 10;
  const height = headHeight + bars.length * rowHeight;
  return {
    width,
    height,
    barHeight,
    bars: bars.map((bar, index) => {
      const top = headHeight + index * rowHeight;
      return { ...bar, labelY: top + 14, y: top + 20, length: lengthOf(bar.value), valueY: top + 35 };
    }),
    target: { ...target, x: lengthOf(target.value), bottom: height },
  };
}
