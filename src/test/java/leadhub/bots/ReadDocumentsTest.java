package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.bots.knowledge.DocumentFormat;
import leadhub.bots.knowledge.DocumentReader;
import leadhub.bots.knowledge.Passage;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;

/** Documents of all formats are read, and those that do harm are refused. */
class ReadDocumentsTest {
    private final DocumentReader reader = new DocumentReader();

    private String read(DocumentFormat format, byte[] file) {
        return reader.read(format, file).stream()
                .map(passage -> passage.heading() + ": " + passage.content())
                .collect(Collectors.joining("|"));
    }

    private String read(DocumentFormat format, String text) {
        return read(format, text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(DocumentFormat format, byte[] file, String key) {
        assertThatThrownBy(() -> reader.read(format, file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(((Problem.Invalid) e.problem())
                                        .errors()
                                        .getOrDefault("file", List.of())
                                        .getFirst()
                                        .key())
                                .isEqualTo(key));
    }

    @Test
    void text_markdown_csv_and_pages_are_read() {
        assertThat(read(DocumentFormat.TEXT, "One.\n\nTwo.")).isEqualTo(": One.\nTwo.");
        assertThat(read(DocumentFormat.MARKDOWN, "# A *b*\n\nSome [link](https://x.example) text.\n\n## C\n\n- d\n- e"))
                .startsWith("A b: Some")
                .contains("|C: ")
                .doesNotContain("*");
        assertThat(read(DocumentFormat.CSV, "question;answer\nHow?;So.\nWhen?;\"Now;\nor never\""))
                .isEqualTo("How?: So.|When?: Now;\nor never");
        assertThat(read(DocumentFormat.CSV, "name,price,days\nFast,9,1\n"))
                .isEqualTo("Fast: name: Fast\nprice: 9\ndays: 1");
        assertThat(read(
                        DocumentFormat.HTML,
                        "<html><head><title>x</title></head><nav>Menu</nav><script>alert('<p>no</p>')</script>"
                                + "<h2>Ship&shy;ping</h2><p>It <b>costs</b> 5&nbsp;&euro;.<!-- <p>not</p> --></p>"))
                .contains(": It costs 5")
                .doesNotContain("alert", "Menu", "not");
        assertRefused(DocumentFormat.TEXT, " \n ".getBytes(StandardCharsets.UTF_8), "knowledge.no_text");
        assertThat(read(DocumentFormat.HTML, "<p>a<script>".repeat(100_000))).startsWith(": a");
    }

    @Test
    void a_long_text_is_cut_between_sentences() {
        List<Passage> passages = reader.read(
                DocumentFormat.TEXT, "This is a sentence. ".repeat(200).getBytes(StandardCharsets.UTF_8));
        assertThat(passages)
                .hasSizeGreaterThan(4)
                .allSatisfy(passage -> assertThat(passage.content())
                        .hasSizeLessThanOrEqualTo(900)
                        .endsWith("."));
    }

    private static byte[] docx(String document, String... others) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var other : others) {
                zip.putNextEntry(new ZipEntry(other));
                zip.write(1);
            }
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(document.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void word_documents_are_read_without_what_is_dangerous_in_them() throws IOException {
        var text =
                "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Prices</w:t></w:r></w:p>"
                        + "<w:p><w:r><w:t>It costs </w:t></w:r><w:r><w:t>5 euros.</w:t></w:r></w:p></w:body></w:document>";
        assertThat(read(DocumentFormat.DOCX, docx(text))).isEqualTo("Prices: It costs 5 euros.");
        assertRefused(DocumentFormat.DOCX, docx(text, "word/vbaProject.bin"), "knowledge.macros");
        assertRefused(
                DocumentFormat.DOCX,
                docx("<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><d><p>&e;</p></d>"),
                "knowledge.unreadable");
        assertRefused(
                DocumentFormat.DOCX,
                new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0},
                "knowledge.encrypted");
        assertRefused(DocumentFormat.DOCX, "nonsense".getBytes(StandardCharsets.UTF_8), "knowledge.unreadable");
        assertRefused(DocumentFormat.DOCX, docx("<d><p>" + " ".repeat(40 << 20) + "</p></d>"), "knowledge.too_long");
    }

    private static PDDocument pdf(int pages, String text) throws IOException {
        var pdf = new PDDocument();
        for (var i = 0; i < pages; i++) {
            var page = new PDPage();
            pdf.addPage(page);
            if (!text.isEmpty()) {
                try (var content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText(text);
                    content.endText();
                }
            }
        }
        return pdf;
    }

    private static byte[] bytes(PDDocument pdf) throws IOException {
        try (pdf) {
            var bytes = new ByteArrayOutputStream();
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void pdf_files_are_read_unless_they_are_locked_scanned_or_endless() throws IOException {
        assertThat(read(DocumentFormat.PDF, bytes(pdf(2, "Delivery takes two days."))))
                .contains("Delivery takes two days.");
        assertRefused(DocumentFormat.PDF, bytes(pdf(2, "")), "knowledge.no_text");
        assertRefused(DocumentFormat.PDF, bytes(pdf(201, "")), "knowledge.too_long");
        assertRefused(DocumentFormat.PDF, "%PDF-1.7 nonsense".getBytes(StandardCharsets.UTF_8), "knowledge.unreadable");
        var locked = pdf(1, "Secret");
        locked.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
        assertRefused(DocumentFormat.PDF, bytes(locked), "knowledge.encrypted");
    }
}
