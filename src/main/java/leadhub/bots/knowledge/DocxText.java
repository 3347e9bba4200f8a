package leadhub.bots.knowledge;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import leadhub.base.Problem;
import leadhub.base.Refusal;

/**
 * Reads Word documents: the paragraphs of the text itself. No entities but XML's own, nothing from elsewhere, no macros.
 *
 * <p>Limits: 1,000 parts; 32 MB unpacked.
 */
final class DocxText {
    private static final int MOST_PARTS = 1_000;
    private static final long MOST_BYTES = 32L << 20;
    private static final XMLInputFactory FACTORY = factory();

    private DocxText() {}

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** What is unpacked, which stops where no honest document gets to. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var count = super.read(into, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw refused(Refusal.of("knowledge.too_long"));
            }
            return count;
        }

        /** The archive goes on behind it. */
        @Override
        public void close() {}
    }

    static void read(byte[] file, PassageCutter into) {
        var isRead = false;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            var bounded = new Bounded(zip);
            var number = 0;
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                if (++number > MOST_PARTS) {
                    throw refused(Refusal.of("knowledge.too_long"));
                }
                if (part.getName().endsWith("vbaProject.bin")) {
                    throw refused(Refusal.of("knowledge.macros"));
                }
                if (part.getName().equals("word/document.xml")) {
                    paragraphs(bounded, into);
                    isRead = true;
                } else {
                    bounded.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw refused(Refusal.of("knowledge.unreadable"));
        }
        if (!isRead) {
            throw refused(Refusal.of("knowledge.unreadable"));
        }
    }

    private static RuntimeException refused(Refusal refusal) {
        return Problem.invalid("file", refusal).exception();
    }

    private static void paragraphs(InputStream in, PassageCutter into) throws XMLStreamException {
        var xml = FACTORY.createXMLStreamReader(in);
        var text = new StringBuilder();
        var isHeading = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "p" -> {
                            text.setLength(0);
                            isHeading = false;
                        }
                        case "pStyle" -> isHeading = isHeading(xml);
                        case "tab" -> text.append(' ');
                        case "br", "cr" -> text.append('\n');
                        default -> {
                            // Looks, of which nothing is read.
                        }
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("p")) {
                        if (isHeading) {
                            into.heading(text.toString());
                        } else {
                            into.paragraph(text.toString());
                        }
                        text.setLength(0);
                    }
                }
                case XMLStreamConstants.DTD -> throw refused(Refusal.of("knowledge.unreadable"));
                default -> {
                    // Comments and such.
                }
            }
        }
    }

    /** By the style's id, which all languages of Word keep, or translate with the word's beginning. */
    private static boolean isHeading(XMLStreamReader xml) {
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("val")) {
                var style = xml.getAttributeValue(i);
                return style.startsWith("Heading") || style.startsWith("berschrift") || style.equals("Title");
            }
        }
        return false;
    }
}
