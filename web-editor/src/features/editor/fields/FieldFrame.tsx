import { useId, useMemo, type ReactNode } from "react";
import classes from "./fields.module.css";

export interface FieldWords {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
}

interface FieldFrameProps extends FieldWords {
  /** Below the field: a preview, a count. */
  below?: ReactNode;
  /** At the end of the label's line. */
  tools?: ReactNode;
  children: (attributes: Record<string, string>) => ReactNode;
}

/** Label, help and error around an editor that is no form element, tied to it as they would be to one. */
export function FieldFrame({ label, help, error, required, below, tools, children }: FieldFrameProps) {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  const attributes = useMemo(
    () => ({
      "aria-labelledby": `${id}-label`,
      ...(described !== "" && { "aria-describedby": described }),
      ...(error !== undefined && { "aria-invalid": "true" }),
      ...(required === true && { "aria-required": "true" }),
    }),
    [id, described, error, required],
  );
  return (
    <div className={classes.frame}>
      <div className={classes.line}>
        <span id={`${id}-label`} className={classes.label}>
          {label}
          {required === true && (
            <span aria-hidden className={classes.star}>
              {" *"}
            </span>
          )}
        </span>
        {tools}
      </div>
      {help && (
        <div id={`${id}-help`} className={classes.help}>
          {help}
        </div>
      )}
      {children(attributes)}
      {error !== undefined && (
        <div id={`${id}-error`} className={classes.error}>
          {error}
        </div>
      )}
      {below}
    </div>
  );
}
