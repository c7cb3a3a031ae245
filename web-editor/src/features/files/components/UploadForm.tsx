import { Alert, Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { text } from "@/text";
import { announce } from "@/ui/live";
import { uploadFile } from "../api/uploadFile";
import classes from "./UploadForm.module.css";

const words = text.upload;

interface UploadFormProps {
  connection: string;
  /** Just before the first byte goes. */
  onBegin: () => void;
  onDone: (name: string) => void;
}

/** A file is dropped or chosen, and goes up; where it broke off, it goes on. */
export function UploadForm({ connection, onBegin, onDone }: UploadFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [received, setReceived] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  const under = useRef<AbortController>(undefined);
  const busy = received !== undefined && failure === undefined;
  useEffect(() => () => under.current?.abort(), []);

  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReceived(undefined);
    setFailure(undefined);
  };
  const send = async (chosen: File) => {
    if (received === undefined) onBegin();
    setFailure(undefined);
    setReceived(received ?? 0);
    under.current = new AbortController();
    try {
      const { signal } = under.current;
      const name = await uploadFile({ connection, file: chosen, signal, onProgress: setReceived });
      announce(words.done(name));
      choose(null);
      onDone(name);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped !== undefined && !busy) choose(dropped);
  };
  const percent = file === null || file.size === 0 ? 0 : Math.floor(((received ?? 0) / file.size) * 100);

  return (
    <Stack
      gap="sm"
      className={classes.target ?? ""}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileInput
        label={words.file}
        description={words.fileHelp}
        placeholder={words.choose}
        value={file}
        onChange={choose}
        disabled={busy}
        clearable
        maw={420}
        classNames={{ placeholder: classes.placeholder ?? "" }}
      />
      {file !== null && (
        <Text size="sm">
          {words.size((file.size / 1024 / 1024).toLocaleString("en", { maximumFractionDigits: 1 }))}
        </Text>
      )}
      {received !== undefined && (
        <progress className={classes.progress} value={percent} max={100} aria-label={words.progress} />
      )}
      <div role="status">{busy && <Text size="sm">{words.under(percent)}</Text>}</div>
      {failure && <Alert color="red">{words.broken(percent, failure.message)}</Alert>}
      <Group>
        <Button
          leftSection={<IconUpload size={16} aria-hidden />}
          disabled={file === null}
          loading={busy}
          onClick={() => file !== null && void send(file)}
        >
          {failure ? words.goOn : words.send}
        </Button>
      </Group>
    </Stack>
  );
}
