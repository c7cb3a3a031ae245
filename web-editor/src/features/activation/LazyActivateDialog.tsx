import { lazy, Suspense, type ComponentProps } from "react";

const ActivateDialog = lazy(() => import("./components/ActivateDialog"));

/** The dialog that asks before anything is activated; loaded when it is needed. */
export function LazyActivateDialog(props: ComponentProps<typeof ActivateDialog>) {
  return (
    <Suspense fallback={null}>
      <ActivateDialog {...props} />
    </Suspense>
  );
}
