import { Suspense, type ComponentProps } from "react";
import { lazily } from "@/ui/lazily";

const ActivateDialog = lazily(() => import("./components/ActivateDialog"));

/** The dialog that asks before anything is activated; loaded when it is needed. */
export function LazyActivateDialog(props: ComponentProps<typeof ActivateDialog>) {
  return (
    <Suspense fallback={null}>
      <ActivateDialog {...props} />
    </Suspense>
  );
}
