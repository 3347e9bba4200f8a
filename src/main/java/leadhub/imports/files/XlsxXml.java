package leadhub.imports.files;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a part of a workbook, event by event. No entities but XML's own, and nothing from elsewhere. */
final class XlsxXml implements AutoCloseable {
    private static final XMLInputFactory FACTORY = factory();
    /** Excel's own limit is 32,767 characters. */
    private static final int MOST_TEXT = CsvParser.MOST_CELL;

    private final InputStream in;
    private final XMLStreamReader xml;

    XlsxXml(InputStream in) throws IOException {
        this.in = in;
        try {
            this.xml = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Goes to the next element that begins or ends; false at the end. */
    boolean next() throws IOException {
        try {
            while (xml.hasNext()) {
                var event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException | RuntimeException e) {
            throw broken(e);
        }
    }

    boolean isStart(String name) {
        return xml.isStartElement() && xml.getLocalName().equals(name);
    }

    boolean isEnd(String name) {
        return xml.isEndElement() && xml.getLocalName().equals(name);
    }

    /** By its name without prefix; null if it isn't there. */
    @Nullable
    String attribute(String name) {
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of the element that has just begun, of which it has none but text; goes to its end. */
    String text() throws IOException {
        try {
            var text = new StringBuilder();
            var depth = 1;
            while (depth > 0 && xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        append(text, xml.getText());
                    default -> {}
                }
            }
            return text.toString();
        } catch (XMLStreamException | RuntimeException e) {
            throw broken(e);
        }
    }

    static void append(StringBuilder text, String more) {
        text.append(more, 0, Math.min(more.length(), Math.max(0, MOST_TEXT + 1 - text.length())));
    }

    /** The reader wraps what the input throws; a limit stays what it is. */
    private static IOException broken(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof XlsxLimits.Exceeded exceeded) {
                return exceeded;
            }
        }
        return e.getCause() instanceof IOException io ? io : new IOException("Not the XML of a workbook.", e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
