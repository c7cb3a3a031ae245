package org.carelay.database.cdc;

import io.debezium.config.Configuration;
import io.debezium.document.DocumentReader;
import io.debezium.document.DocumentWriter;
import io.debezium.relational.history.AbstractSchemaHistory;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.relational.history.SchemaHistoryException;
import io.debezium.relational.history.SchemaHistoryListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets Debezium read and write the history of a connection's tables. Debezium makes this by its
 * class name, so it finds its history by the name of the engine.
 */
public final class StoredTableHistory extends AbstractSchemaHistory {
  private static final String ENGINE = "schema.history.internal.carelay.engine";
  private static final Map<String, Lent> LENT = new ConcurrentHashMap<>();

  private String engine = "";

  private record Lent(TableHistory history, List<String> documents) {}

  /** Adds to Debezium's properties what its history needs. */
  static void configure(
      Properties properties, String engine, TableHistory history, List<String> documents) {
    LENT.put(engine, new Lent(history, documents));
    properties.setProperty("schema.history.internal", StoredTableHistory.class.getName());
    properties.setProperty(ENGINE, engine);
  }

  @Override
  public void configure(
      Configuration config,
      HistoryRecordComparator comparator,
      SchemaHistoryListener listener,
      boolean useCatalogBeforeSchema) {
    super.configure(config, comparator, listener, useCatalogBeforeSchema);
    engine = config.getString(ENGINE);
  }

  @Override
  protected void storeRecord(HistoryRecord entry) throws SchemaHistoryException {
    var lent = LENT.get(engine);
    if (lent == null) {
      throw new SchemaHistoryException("The history of the tables was closed");
    }
    try {
      lent.history().record(DocumentWriter.defaultWriter().write(entry.document()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void recoverRecords(Consumer<HistoryRecord> records) {
    var lent = LENT.get(engine);
    if (lent == null) {
      return;
    }
    try {
      for (var document : lent.documents()) {
        records.accept(new HistoryRecord(DocumentReader.defaultReader().read(document)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public boolean storageExists() {
    return true;
  }

  @Override
  public void stop() {
    LENT.remove(engine);
    super.stop();
  }
}
