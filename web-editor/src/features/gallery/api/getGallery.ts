import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** A recipe to begin with, as it is tested; its places, columns and addresses are those of the practice clinic. */
export type Template = Schemas["GalleryController.Template"];

/** Changes only when the runtime does. */
export function useGallery() {
  return useQuery({
    queryKey: ["gallery"],
    queryFn: ({ signal }) => get("/gallery", { signal }),
    staleTime: Infinity,
  });
}
