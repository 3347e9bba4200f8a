package leadhub.bots.knowledge;

import java.io.IOException;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Reads the text of PDF files, page by page.
 *
 * <p>Limits: 200 pages; 64 MB of memory, the rest of what is unpacked on disk, 256 MB in all.
 */
final class PdfText {
    private static final int MOST_PAGES = 200;
    private static final long MOST_MEMORY = 64L << 20;
    private static final long MOST_UNPACKED = 256L << 20;

    private PdfText() {}

    static void read(byte[] file, PassageCutter into) {
        try (var pdf = Loader.loadPDF(
                file, "", null, null, MemoryUsageSetting.setupMixed(MOST_MEMORY, MOST_UNPACKED).streamCache)) {
            if (pdf.isEncrypted()) {
                throw refused(Refusal.of("knowledge.encrypted"));
            }
            if (pdf.getNumberOfPages() > MOST_PAGES) {
                throw refused(Refusal.of("knowledge.too_long"));
            }
            pages(pdf, into);
        } catch (InvalidPasswordException e) {
            throw refused(Refusal.of("knowledge.encrypted"));
        } catch (IOException | StackOverflowError e) {
            throw refused(Refusal.of("knowledge.unreadable"));
        }
    }

    private static void pages(PDDocument pdf, PassageCutter into) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setParagraphEnd("\n\n");
        for (var page = 1; page <= pdf.getNumberOfPages(); page++) {
            // Whoever waits for it gives up by interrupting.
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("Given up.");
            }
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            TextFormats.text(stripper.getText(pdf), into);
        }
    }

    private static RuntimeException refused(Refusal refusal) {
        return Problem.invalid("file", refusal).exception();
    }
}
