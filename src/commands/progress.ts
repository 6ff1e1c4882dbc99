/** Prints what a long command is at, every two seconds and not more often. */
const everyMilliseconds = 2000;

export function showProgress(): (name: string, count: number) => void {
  let shownAt = Date.now();
  return (name, count) => {
    if (Date.now() - shownAt < everyMilliseconds) return;
    shownAt = Date.now();
    console.error(`  ${name}: ${count}`);
  };
}
