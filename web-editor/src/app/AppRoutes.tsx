import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { HomePage } from "@/pages/HomePage";
import { NotFoundPage } from "@/pages/NotFoundPage";

const PracticePage = lazy(() => import("@/pages/PracticePage"));
const RecipesPage = lazy(() => import("@/pages/RecipesPage"));
const EditorPage = lazy(() => import("@/pages/EditorPage"));
const RunsPage = lazy(() => import("@/pages/RunsPage"));
const RunPage = lazy(() => import("@/pages/RunPage"));
const AttentionPage = lazy(() => import("@/pages/AttentionPage"));

export function AppRoutes() {
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route index element={<HomePage />} />
        <Route path="practice" element={<PracticePage />} />
        <Route path="recipes" element={<RecipesPage />} />
        <Route path="recipes/new" element={<EditorPage />} />
        <Route path="recipes/:id" element={<EditorPage />} />
        <Route path="runs" element={<RunsPage />} />
        <Route path="runs/:id" element={<RunPage />} />
        <Route path="attention" element={<AttentionPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Suspense>
  );
}
