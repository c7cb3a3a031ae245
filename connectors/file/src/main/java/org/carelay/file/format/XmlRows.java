package org.carelay.file.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one name, wherever they stand; without a name, the root's children. Attributes and
 * children are values by name. Entities are not read, so that a file cannot reach out.
 */
final class XmlRows implements Rows {
  private static final int MOST_DEPTH = 50;
  private static final int MOST_VALUES = 10_000;

  private final InputStream in;
  private final XMLStreamReader reader;
  private final @Nullable String element;
  private int depth;
  private int values;

  private XmlRows(InputStream in, XMLStreamReader reader, @Nullable String element) {
    this.in = in;
    this.reader = reader;
    this.element = element;
  }

  static XmlRows open(Path file, RowOptions options) throws IOException, FileProblem {
    return elements(file, options.items());
  }

  static XmlRows elements(Path file, @Nullable String element) throws IOException, FileProblem {
    var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      var factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      // Without a DTD there are only &lt; and the like. They count as entities, six in each record
      // of
      // Apple Health, and the JDK stops a reader at 100,000 characters of them.
      factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
      factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
      factory.setXMLReporter((_, _, _, _) -> {}); // otherwise it prints on its own
      return new XmlRows(in, factory.createXMLStreamReader(in), element);
    } catch (XMLStreamException e) {
      in.close();
      throw broken(e);
    }
  }

  @Override
  public @Nullable Line next() throws FileProblem {
    try {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            if (element == null ? depth == 2 : reader.getLocalName().equals(element)) {
              values = 0;
              var number = (long) reader.getLocation().getLineNumber();
              var row = value(1);
              depth--;
              return row instanceof LinkedHashMap<?, ?>
                  ? JsonValues.row(number, row)
                  : JsonValues.row(number, java.util.Map.of("value", row));
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {} // text between rows, comments
        }
      }
      return null;
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  /** The element that has just begun, to its end. */
  private Object value(int level) throws XMLStreamException, FileProblem {
    var fields = new LinkedHashMap<String, Object>();
    for (var index = 0; index < reader.getAttributeCount(); index++) {
      fields.put(reader.getAttributeLocalName(index), reader.getAttributeValue(index));
    }
    values += fields.size() + 1;
    if (level > MOST_DEPTH || values > MOST_VALUES) {
      throw new FileProblem(
          "too-large",
          "An element has more than %d values or %d levels: line %d. Name a smaller element as row."
              .formatted(MOST_VALUES, MOST_DEPTH, reader.getLocation().getLineNumber()));
    }
    var text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          var name = reader.getLocalName();
          add(fields, name, value(level + 1));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          var own = text.toString().strip();
          if (fields.isEmpty()) {
            return own;
          }
          if (!own.isEmpty()) {
            fields.putIfAbsent("text", own);
          }
          return fields;
        }
        default -> {} // comments and the like say nothing
      }
    }
  }

  private static void add(LinkedHashMap<String, Object> fields, String name, Object value) {
    fields.merge(
        name,
        value,
        (earlier, later) -> {
          var both =
              earlier instanceof List<?> list
                  ? new ArrayList<Object>(list)
                  : new ArrayList<>(List.of(earlier));
          both.add(later);
          return both;
        });
  }

  private static FileProblem broken(XMLStreamException e) {
    var where = e.getLocation();
    return new FileProblem(
        "malformed-xml",
        "The file is no XML that can be read%s."
            .formatted(
                where == null
                    ? ""
                    : ": line %d, column %d"
                        .formatted(where.getLineNumber(), where.getColumnNumber())));
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    } finally {
      in.close();
    }
  }
}
