package org.carelay.webhook;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as values: the root's name, below it attributes and children by name. One that is repeated is
 * a list; an element with nothing but text is that text. Entities are not read.
 */
final class XmlBody {
  private static final int MOST_DEPTH = 100;

  private XmlBody() {}

  static Map<String, Object> read(byte[] body) throws BodyException {
    try {
      var factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      factory.setXMLReporter((_, _, _, _) -> {}); // otherwise it prints on its own
      var reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          var whole = new LinkedHashMap<String, Object>();
          whole.put(reader.getLocalName(), element(reader, 1));
          while (reader.hasNext()) {
            reader.next(); // to the end, so that a broken one is noticed
          }
          return whole;
        }
      }
      throw new BodyException("malformed-xml", "The body is empty; XML was announced.");
    } catch (XMLStreamException | RuntimeException e) {
      var at = e instanceof XMLStreamException where ? where.getLocation() : null;
      throw new BodyException(
          "malformed-xml",
          at == null
              ? "The body is not XML we can read."
              : "The body is not XML we can read: line %d, column %d."
                  .formatted(at.getLineNumber(), at.getColumnNumber()));
    }
  }

  private static Object element(XMLStreamReader reader, int depth)
      throws XMLStreamException, BodyException {
    if (depth > MOST_DEPTH) {
      throw new BodyException(
          "xml-too-large", "The XML is nested more than %d deep.".formatted(MOST_DEPTH));
    }
    var fields = new LinkedHashMap<String, Object>();
    for (var index = 0; index < reader.getAttributeCount(); index++) {
      fields.put(reader.getAttributeLocalName(index), reader.getAttributeValue(index));
    }
    var text = new StringBuilder();
    for (var token = reader.next();
        token != XMLStreamConstants.END_ELEMENT;
        token = reader.next()) {
      if (token == XMLStreamConstants.START_ELEMENT) {
        var name = reader.getLocalName();
        fields.merge(name, element(reader, depth + 1), Body::both);
      } else if (token == XMLStreamConstants.CHARACTERS || token == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      }
    }
    var own = text.toString().strip();
    if (fields.isEmpty()) {
      return own;
    }
    if (!own.isEmpty()) {
      fields.putIfAbsent("text", own);
    }
    return fields;
  }
}
