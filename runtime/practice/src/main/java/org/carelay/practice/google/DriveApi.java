package org.carelay.practice.google;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Drive v3 as far as change detection needs it. */
final class DriveApi {
  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 1000;
  private final Library library;

  DriveApi(Library library) {
    this.library = library;
  }

  Reply startPageToken() {
    return ValuesApi.ok(
        Json.object()
            .put("kind", "drive#startPageToken")
            .put("startPageToken", Long.toString(library.drive().startToken())));
  }

  Reply changes(Request request) {
    var token = token(request);
    var entries = library.drive().since(token, request.query("driveId"));
    var size = pageSize(request);
    var page = entries.subList(0, Math.min(size, entries.size()));
    var body = Json.object().put("kind", "drive#changeList");
    var changes = body.putArray("changes");
    page.forEach(entry -> changes.add(change(entry)));
    if (page.size() < entries.size()) {
      body.put("nextPageToken", Long.toString(page.getLast().sequence() + 1));
    } else {
      var end = Math.max(token, library.drive().startToken());
      body.put("newStartPageToken", Long.toString(end));
    }
    return ValuesApi.ok(body);
  }

  private static long token(Request request) {
    try {
      return Long.parseLong(String.valueOf(request.query("pageToken")));
    } catch (NumberFormatException notOurs) {
      throw new ApiError(400, "INVALID_ARGUMENT", "invalid", "Invalid Value: pageToken");
    }
  }

  private static int pageSize(Request request) {
    var asked = request.query("pageSize");
    return asked == null ? DEFAULT_PAGE : Math.clamp(Integer.parseInt(asked), 1, LARGEST_PAGE);
  }

  private ObjectNode change(DriveLog.Entry entry) {
    var node =
        Json.object()
            .put("kind", "drive#change")
            .put("changeType", "file")
            .put("time", entry.at().toString())
            .put("removed", entry.removed())
            .put("fileId", entry.fileId());
    if (entry.driveId() != null) {
      node.put("driveId", entry.driveId());
    }
    if (!entry.removed()) {
      node.set("file", file(library.get(entry.fileId())));
    }
    return node;
  }

  /** The files that are shared with the asker, all of them spreadsheets. */
  Reply files(Request request) {
    var body = Json.object().put("kind", "drive#fileList");
    var files = body.putArray("files");
    library.all().stream()
        .filter(spreadsheet -> spreadsheet.access() == Spreadsheet.Access.EDITOR)
        .limit(pageSize(request))
        .forEach(spreadsheet -> files.add(file(spreadsheet)));
    return ValuesApi.ok(body);
  }

  Reply file(String id) {
    var spreadsheet = library.get(id);
    // Drive, unlike Sheets, says that a file it may not show does not exist.
    if (spreadsheet.access() != Spreadsheet.Access.EDITOR) {
      throw ApiError.notFound();
    }
    return ValuesApi.ok(file(spreadsheet));
  }

  private static ObjectNode file(Spreadsheet spreadsheet) {
    var node =
        Json.object()
            .put("kind", "drive#file")
            .put("id", spreadsheet.id())
            .put("name", spreadsheet.properties().title())
            .put("mimeType", "application/vnd.google-apps.spreadsheet")
            .put("trashed", false)
            .put("version", Long.toString(spreadsheet.stamp().version()))
            .put("modifiedTime", spreadsheet.stamp().modified().toString());
    if (spreadsheet.properties().driveId() != null) {
      node.put("driveId", spreadsheet.properties().driveId());
    }
    return node;
  }
}
