import { useMutation } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface PreviewPage {
  language: string;
  title: string;
  /** HTML of the page's main part, as the runtime serves it. */
  content: string;
  /** What the recipe would get; null while there is more to answer. */
  data?: Record<string, unknown> | null;
}

/** A form's page as a patient sees it; `sent` are its fields as a browser posts them. */
export function usePreviewPage() {
  return useMutation({
    mutationFn: ({ form, zone, sent }: { form: unknown; zone: string | undefined; sent?: Record<string, string[]> }) =>
      send<PreviewPage>("POST", path`/trials/page`, { uses: "form.submitted", with: { form }, zone, sent }),
  });
}
