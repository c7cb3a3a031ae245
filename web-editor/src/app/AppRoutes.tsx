import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { HomePage } from "@/pages/HomePage";
import { NotFoundPage } from "@/pages/NotFoundPage";

const AttentionPage = lazy(() => import("@/pages/AttentionPage"));
const ConnectionsPage = lazy(() => import("@/pages/ConnectionsPage"));
const EditorPage = lazy(() => import("@/pages/EditorPage"));
const FunctionsPage = lazy(() => import("@/pages/FunctionsPage"));
const GalleryPage = lazy(() => import("@/pages/GalleryPage"));
const MessagesPage = lazy(() => import("@/pages/MessagesPage"));
const PracticePage = lazy(() => import("@/pages/PracticePage"));
const RecipesPage = lazy(() => import("@/pages/RecipesPage"));
const RunPage = lazy(() => import("@/pages/RunPage"));
const RunsPage = lazy(() => import("@/pages/RunsPage"));
const SettingsPage = lazy(() => import("@/pages/SettingsPage"));
const UploadPage = lazy(() => import("@/pages/UploadPage"));
const TransferPage = lazy(() => import("@/pages/TransferPage"));

export function AppRoutes() {
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route index element={<HomePage />} />
        <Route path="practice" element={<PracticePage />} />
        <Route path="recipes" element={<RecipesPage />} />
        <Route path="recipes/new" element={<EditorPage />} />
        <Route path="recipes/:id" element={<EditorPage />} />
        <Route path="recipes/:id/upload" element={<UploadPage />} />
        <Route path="gallery" element={<GalleryPage />} />
        <Route path="runs" element={<RunsPage />} />
        <Route path="runs/:id" element={<RunPage />} />
        <Route path="attention" element={<AttentionPage />} />
        <Route path="messages" element={<MessagesPage />} />
        <Route path="connections" element={<ConnectionsPage />} />
        <Route path="functions" element={<FunctionsPage />} />
        <Route path="settings" element={<SettingsPage />} />
        <Route path="transfer" element={<TransferPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Suspense>
  );
}
