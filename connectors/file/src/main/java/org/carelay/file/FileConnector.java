package org.carelay.file;

import java.nio.file.Files;
import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.Trigger;

/** Files in a folder. */
public final class FileConnector implements Connector<FileSettings, Folder> {
  @Override
  public About about() {
    return new About(
        "file", "Files", "Hears of files that arrive in a folder, and writes workbooks and csv.");
  }

  @Override
  public Class<FileSettings> settings() {
    return FileSettings.class;
  }

  @Override
  public Folder open(FileSettings settings, ConnectionContext context) {
    return new Folder(settings, context.memory());
  }

  @Override
  public String test(Folder folder) throws ConnectorException {
    if (!folder.hasFolder()) {
      return "There is no folder; files are kept by the runtime only";
    }
    var count = folder.files().size();
    if (folder.bucket() == null && !Files.isWritable(folder.path())) {
      throw new AuthenticationFailed(
          "folder-not-writable", "This runtime may read the folder, but not write to it.", null);
    }
    return "The folder can be used; %d file%s in it".formatted(count, count == 1 ? " is" : "s are");
  }

  @Override
  public List<Trigger<Folder, ?>> triggers() {
    return List.of(new FileArrived(), new FileUploaded());
  }

  @Override
  public List<Action<Folder, ?, ?>> actions() {
    return List.of(new WriteCsv(), new WriteXlsx());
  }
}
