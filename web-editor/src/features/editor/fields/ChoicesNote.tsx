import classes from "./fields.module.css";

/** What is known about the choices of a field; said when it changes, and never in the way of typing. */
export function ChoicesNote({ note }: { note: string | undefined }) {
  return (
    <div role="status" className={classes.note}>
      {note}
    </div>
  );
}
