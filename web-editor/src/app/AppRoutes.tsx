import { Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { HomePage } from "@/pages/HomePage";
import { NotFoundPage } from "@/pages/NotFoundPage";
import { lazily } from "@/ui/lazily";
import { Loading } from "@/ui/Loaded";
import { ErrorBoundary } from "./ErrorBoundary";

const AttentionPage = lazily(() => import("@/pages/AttentionPage"));
const ConnectionsPage = lazily(() => import("@/pages/ConnectionsPage"));
const EditorPage = lazily(() => import("@/pages/EditorPage"));
const FunctionsPage = lazily(() => import("@/pages/FunctionsPage"));
const GalleryPage = lazily(() => import("@/pages/GalleryPage"));
const MessagesPage = lazily(() => import("@/pages/MessagesPage"));
const PracticePage = lazily(() => import("@/pages/PracticePage"));
const RecipesPage = lazily(() => import("@/pages/RecipesPage"));
const RunPage = lazily(() => import("@/pages/RunPage"));
const RunsPage = lazily(() => import("@/pages/RunsPage"));
const SettingsPage = lazily(() => import("@/pages/SettingsPage"));
const UploadPage = lazily(() => import("@/pages/UploadPage"));
const TransferPage = lazily(() => import("@/pages/TransferPage"));

export function AppRoutes() {
  return (
    <ErrorBoundary at={useLocation().pathname}>
      <Suspense fallback={<Loading />}>
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
    </ErrorBoundary>
  );
}
