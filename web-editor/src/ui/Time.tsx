const full = new Intl.DateTimeFormat(undefined, {
  dateStyle: "medium",
  timeStyle: "long",
});
const withinDay = new Intl.DateTimeFormat(undefined, {
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});
const otherDay = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
});

/** An instant in the reader's zone, which is always named. Today's shows the seconds, older ones the date. */
export function Time({ at }: { at: string }) {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>;
  const today = instant.toDateString() === new Date().toDateString();
  return (
    <time dateTime={at} title={full.format(instant)}>
      {(today ? withinDay : otherDay).format(instant)}
    </time>
  );
}
