import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { post } from "@/api/http";
import type { WrittenDocument } from "@/api/runTrial";

/** A form's page as a patient sees it, without its frame; with what the recipe would get, once all is answered. */
export type PreviewPage = Schemas["PagePreviewController.PreviewPage"];

/** A form to be seen; `sent` are the page's fields as a browser posts them. */
export interface Previewed {
  form: unknown;
  zone: string | undefined;
  sent?: Record<string, string[]>;
}

export function usePreviewPage() {
  return useMutation({
    mutationFn: ({ form, zone, sent }: Previewed) =>
      post("/trials/page", {
        body: {
          uses: "form.submitted",
          with: { form: form as WrittenDocument },
          ...(zone !== undefined && { zone }),
          ...(sent && { sent }),
        },
      }),
  });
}
