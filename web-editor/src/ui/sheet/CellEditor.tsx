import { useEffect, useRef } from "react";
import classes from "./DataSheet.module.css";

interface CellEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
}

/** Takes the focus when it opens; what is typed first replaces what was there. */
export function CellEditor({ label, value, onChange, onBlur }: CellEditorProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      className={classes.editor}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onBlur}
    />
  );
}
