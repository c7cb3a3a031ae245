package org.carelay.database.cdc;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes changes of rows from what Debezium reads of one kind of log. */
interface ChangeReader {
  /** What comes again because Debezium was started again is left out. */
  List<RowChange> read(List<SourceRecord> records);

  /** Up to where everything was returned, for a later start. */
  String done();
}
