import { Route, Routes } from "react-router";
import EditorPage from "@/pages/EditorPage";
import { renderAt } from "./renderAt";

/** The editor with a recipe of the stand-in clinic. */
export function openEditor(id = "ready-row-to-text") {
  return renderAt(
    `/recipes/${id}`,
    <Routes>
      <Route path="/recipes/:id" element={<EditorPage />} />
    </Routes>,
  );
}
