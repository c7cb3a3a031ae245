import { ApiProblem, get, putBytes } from "@/api/http";

/** Small enough that a bar moves and that little is lost when the line breaks. */
const partBytes = 2 * 1024 * 1024;

interface Upload {
  connection: string;
  file: File;
  signal: AbortSignal;
  onProgress: (received: number) => void;
}

/** Sends a file part by part, from where it stood when it was broken off, and gives its name in the folder. */
export async function uploadFile({ connection, file, signal, onProgress }: Upload): Promise<string> {
  const path = { connection, name: file.name };
  const asked = () => get("/connections/{connection}/files/{name}", { path, query: { total: file.size }, signal });
  let { received } = await asked();
  for (;;) {
    onProgress(received);
    const part = file.slice(received, received + partBytes);
    const range = `bytes ${received}-${received + part.size - 1}/${file.size}`;
    try {
      const answer = await putBytes("/connections/{connection}/files/{name}", part, {
        path,
        signal,
        headers: { "Content-Range": range, "Content-Type": "application/octet-stream" },
      });
      if ("name" in answer) {
        onProgress(file.size);
        return answer.name;
      }
      received = answer.received;
    } catch (error) {
      // Somebody, perhaps this page before it was reloaded, has sent more of it.
      if (!(error instanceof ApiProblem && error.code === "other-part")) throw error;
      received = (await asked()).received;
    }
  }
}
