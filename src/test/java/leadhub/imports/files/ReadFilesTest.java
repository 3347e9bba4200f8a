package leadhub.imports.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import leadhub.base.FormulaGuard;
import leadhub.base.ProblemException;
import leadhub.imports.files.FileCorpus.Damage;
import leadhub.imports.files.FileCorpus.Style;
import leadhub.testing.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads files as people have them: 120 sound ones come out exactly, 160 damaged ones are read to the end. */
class ReadFilesTest {
    private static final String DELIMITERS = ",;\t|:";
    private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

    @TempDir
    Path folder;

    static Stream<Style> styles() {
        return Stream.of(FileEncoding.values())
                .flatMap(encoding -> DELIMITERS
                        .chars()
                        .boxed()
                        .flatMap(delimiter -> LINE_ENDS.stream()
                                .map(end -> new Style(
                                        encoding,
                                        encoding.mark().length > 0 && !end.equals("\r"),
                                        (char) delimiter.intValue(),
                                        end))));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aSoundFileComesOutAsItIs(Style style) throws Exception {
        var made = new FileCorpus(style.toString().hashCode()).sound(style);

        var file = open(made.bytes());

        assertThat(file.guess().heads()).isEqualTo(FileCorpus.HEADS);
        assertThat(file.guess().hasHeader()).isTrue();
        assertThat(file.guess().delimiter()).isEqualTo(style.delimiter());
        assertThat(file.guess().encoding()).isEqualTo(style.encoding());
        assertThat(read(file))
                .allMatch(ImportRow::isSound)
                .extracting(ImportRow::cells)
                .isEqualTo(made.rows());
    }

    @Test
    void damagedFilesAreReadToTheEndAndSayWhatIsWrong() throws Exception {
        var seed = 0;
        for (var encoding : FileEncoding.values()) {
            for (var damage : Damage.values()) {
                for (var i = 0; i < 2; i++) {
                    seed++;
                    var style =
                            new Style(encoding, seed % 2 == 0, DELIMITERS.charAt(seed % 5), LINE_ENDS.get(seed % 3));
                    readAnyhow(new FileCorpus(seed).damaged(style, damage), style + " " + damage + " " + seed);
                }
            }
        }
    }

    @Test
    void bytesThatAreNoFileAtAllAreReadOrRefused() throws Exception {
        var random = new Random(7);
        for (var i = 0; i < 60; i++) {
            var bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            if (i % 3 == 0 && bytes.length > 4) {
                System.arraycopy("PK\3\4".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 4);
            }
            readAnyhow(bytes, "random " + i);
        }
    }

    private void readAnyhow(byte[] bytes, String what) throws IOException {
        try {
            var file = open(bytes);
            var last = 0L;
            for (var row : read(file)) {
                assertThat(row.line()).as(what).isGreaterThan(last);
                last = row.line();
                for (var fault : row.faults()) {
                    assertThat(fault.line()).as(what).isEqualTo(row.line());
                    assertThat(fault.column()).as(what).isNotNegative();
                    assertThat(fault.reason().key()).as(what).isNotEmpty();
                }
            }
            file.profile();
        } catch (FileRefused e) {
            assertThat(e.reason().key()).as(what).startsWith("import.");
        }
    }

    @Test
    void aQuoteThatNobodyClosesCostsItsOwnRowOnly() throws Exception {
        var file = open("a,b,c\n1,\"open,3\n4,5,6\n7,\"x, y\",9\n");

        var rows = read(file);

        assertThat(rows).extracting(ImportRow::line).containsExactly(2L, 3L, 4L);
        assertThat(rows).extracting(ImportRow::isSound).containsExactly(false, true, true);
        assertThat(rows.getFirst().faults().getFirst().column()).isEqualTo(2);
        assertThat(rows.getLast().cells()).containsExactly("7", "x, y", "9");
    }

    /** Looking for the end of each would take hours. */
    @Test
    void aFileOfQuotesThatNobodyClosesIsReadOnce() throws Exception {
        var rows = read(open("a,b\n" + "\"\"b\n".repeat(100_000) + "1,2\n"));

        assertThat(rows).hasSize(100_001);
        assertThat(rows).filteredOn(ImportRow::isSound).hasSize(1);
        assertThat(rows.getLast().cells()).containsExactly("1", "2");
    }

    @Test
    void aTextLosesTheApostropheThatAnExportHasPutBeforeIt() {
        assertThat(FormulaGuard.unguarded("'=1+1")).isEqualTo("=1+1");
        assertThat(FormulaGuard.unguarded("''=1")).isEqualTo("'=1");
        assertThat(FormulaGuard.unguarded("'s-Hertogenbosch")).isEqualTo("'s-Hertogenbosch");
        assertThat(FormulaGuard.unguarded("''")).isEqualTo("''");
    }

    @Test
    void rowsThatAreTooLongOrTooShort() throws Exception {
        var rows = read(open("a,b,c\n1\n1,2,3,\n1,2,3,4\n"));

        assertThat(rows).extracting(ImportRow::isSound).containsExactly(true, true, false);
        assertThat(rows.get(0).cells()).containsExactly("1", null, null);
        assertThat(rows.get(2).faults()).extracting(Fault::column).containsExactly(4);
    }

    @Test
    void beginsBehindAnyRow() throws Exception {
        var file = open("a,b\n1,\"x\ny\"\n2,3\n\n4,5\n");

        try (var rows = file.rows(2)) {
            assertThat(rows.next()).extracting(ImportRow::line).isEqualTo(4L);
            assertThat(rows.next()).extracting(ImportRow::line).isEqualTo(6L);
            assertThat(rows.next()).isNull();
        }
    }

    @Test
    void whatExcelWritesAboveATable() throws Exception {
        var file = open("sep=;\nKundenliste 2026;;\n;;\nVorname;Nachname;E-Mail\nUte;Maß;ute@example.com\n");

        assertThat(file.guess().delimiter()).isEqualTo(';');
        assertThat(file.guess().heads()).containsExactly("Vorname", "Nachname", "E-Mail");
        assertThat(read(file)).singleElement().extracting(ImportRow::line).isEqualTo(5L);
    }

    @Test
    void aFileWithoutHeaderAndOneWithOddOnes() throws Exception {
        var without = open("Jane,jane@example.com,5\nJohn,john@example.com,6\n");
        assertThat(without.guess().hasHeader()).isFalse();
        assertThat(without.guess().heads()).containsExactly("Column A", "Column B", "Column C");
        assertThat(read(without)).hasSize(2);

        var odd = open("E-Mail,E-Mail,,Name\na@example.com,b@example.com,x,y\n");
        assertThat(odd.guess().heads()).containsExactly("E-Mail", "E-Mail (2)", "Column C", "Name");

        var said = ImportFile.open(
                write("Jane,jane@example.com\n".getBytes(StandardCharsets.UTF_8)),
                new FileOptions(null, null, null, true, null));
        assertThat(said.guess().heads()).containsExactly("Jane", "jane@example.com");
    }

    @Test
    void jsonLines() throws Exception {
        var rows = read(open(
                "{\"first_name\":\"Jane\",\"deal_value\":1200.50,\"starred\":true,\"tags\":[\"a\",\"b\"],\"custom_fields\":{\"x\":1}}\n"
                        + "{broken\n[1]\n\n{\"email\":null,\"first_name\":\"\"}\n"));

        assertThat(rows).extracting(ImportRow::line).containsExactly(1L, 2L, 3L, 5L);
        assertThat(rows).extracting(ImportRow::isSound).containsExactly(true, false, false, true);
        assertThat(rows.getFirst().cells())
                .containsExactly("Jane", "1200.50", "true", "[\"a\",\"b\"]", "{\"x\":1}", null);
    }

    @Test
    void aWorkbook() throws Exception {
        var file = open(new TestWorkbook()
                .texts("Vorname", "Datum", "Telefon", "Jane", "00123")
                .sheet("Secret", "hidden", "<row r=\"1\"><c t=\"inlineStr\"><is><t>hidden</t></is></c></row>", "")
                .sheet("Leads", "visible", """
                        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
                        <row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" s="1"><v>45000.5</v></c><c r="C3"><v>4.91701234567E11</v></c></row>
                        <row r="4"><c r="A4" t="str"><f>UPPER("x")</f><v>X</v></c><c r="B4" s="2"><v>1</v></c><c r="C4" t="s"><v>4</v></c></row>
                        <row r="5"><c r="A5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C5" s="3"><v>1.234</v></c></row>
                        <row r="6"><c r="A6"><f>A1</f></c><c r="B6" t="b"><v>1</v></c></row>""", "<mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>"));

        assertThat(file.guess().sheet()).isEqualTo("Leads");
        assertThat(file.guess().sheets()).extracting(FileGuess.Sheet::isHidden).containsExactly(true, false);
        assertThat(file.guess().heads()).containsExactly("Vorname", "Datum", "Telefon");
        var rows = read(file);
        assertThat(rows).extracting(ImportRow::line).containsExactly(3L, 4L, 5L, 6L);
        assertThat(rows.get(0).cells()).containsExactly("Jane", "2023-03-15T12:00", "491701234567");
        assertThat(rows.get(1).cells()).containsExactly("X", "1900-01-01", "00123");
        assertThat(rows.get(2).cells()).containsExactly("#DIV/0!", null, "1.2340");
        assertThat(rows.get(2).faults()).extracting(Fault::column).containsExactly(1);
        assertThat(rows.get(3).faults())
                .extracting(fault -> fault.reason().key())
                .containsExactly("import.formula");
        var profile = file.profile();
        assertThat(profile.rows()).isEqualTo(4);
        assertThat(profile.warnings()).extracting(fault -> fault.reason().key()).containsExactly("import.merged");
        assertThat(Objects.requireNonNull(profile.columns().get("Telefon")).warnings())
                .extracting(fault -> fault.reason().key())
                .containsExactly("import.lost_zero");
    }

    @Test
    void daysAreCountedFrom1900OrFrom1904() throws Exception {
        assertThat(XlsxCells.date(59, false)).isEqualTo("1900-02-28");
        assertThat(XlsxCells.date(61, false)).isEqualTo("1900-03-01");
        assertThat(XlsxCells.date(43_538, true)).isEqualTo("2023-03-15");
        assertThat(XlsxBook.isDateFormat("[$-407]d. mmmm yyyy;@")).isTrue();
        assertThat(XlsxBook.isDateFormat("#,##0.00\\ \"days\"")).isFalse();
        assertThat(XlsxBook.isDateFormat("[Red]0.00;General")).isFalse();
        var file = open(new TestWorkbook()
                .of1904()
                .sheet("<row><c t=\"str\"><v>Name</v></c><c t=\"str\"><v>Day</v></c></row>"
                        + "<row><c t=\"str\"><v>Jane</v></c><c s=\"1\"><v>43538</v></c></row>"));
        assertThat(read(file).getFirst().cells()).containsExactly("Jane", "2023-03-15");
    }

    @Test
    void aWorkbookThatIsABombOrBroken() throws Exception {
        var bomb = new TestWorkbook().sheet("<row><c><v>1</v></c></row>" + " ".repeat(40 << 20));
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> {
                    var file = open(bomb);
                    throw new FileRefused(
                            read(file).getLast().faults().getFirst().reason());
                })
                .satisfies(e -> assertThat(e.reason().key()).isEqualTo("import.bomb"));
        var entity = new TestWorkbook().sheet("<row><c t=\"str\"><v>&secret;</v></c></row>");
        assertThatExceptionOfType(FileRefused.class).isThrownBy(() -> open(entity));
        var far = open(new TestWorkbook()
                .sheet(
                        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Name</v></c></row><row r=\"2\"><c r=\"ZZZZZZZ2\"><v>1</v></c></row>"
                                + "<row r=\"3\"><c><v>1</v></c></row><row r=\"4\"><c><v>"));
        assertThat(read(far)).isNotEmpty();
    }

    @Test
    void damagedWorkbooksAreReadToTheEndOrRefused() throws Exception {
        var out = new ByteArrayOutputStream();
        new TestWorkbook()
                .texts("Name", "E-Mail")
                .sheet("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
                        + "<row><c t=\"str\"><v>Jane</v></c></row>".repeat(200))
                .write(out);
        var random = new Random(3);
        for (var i = 0; i < 40; i++) {
            var bytes = out.toByteArray();
            for (var k = 0; k < 5; k++) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
            }
            readAnyhow(i % 4 == 0 ? java.util.Arrays.copyOf(bytes, bytes.length - i) : bytes, "workbook " + i);
        }
    }

    /** Each holds texts in memory. */
    @Test
    void so_many_workbooks_are_read_at_once_and_others_wait_until_one_is_closed() throws Exception {
        var file = open(new TestWorkbook().sheet("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"));
        var open = new ArrayList<RowReader>();
        for (var i = 0; i < OpenBooks.MOST; i++) {
            open.add(file.rows());
        }
        assertThat(file.isWanted()).isFalse();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var another = threads.submit(() -> file.rows());
            Await.until(file::isWanted);
            assertThat(another.isDone()).isFalse();
            open.getFirst().close();
            // Closed twice, it makes room for one.
            open.getFirst().close();
            open.set(0, another.get());
            var last = threads.submit(() -> file.rows());
            Await.until(file::isWanted);
            assertThat(last.isDone()).isFalse();
            open.getLast().close();
            open.set(open.size() - 1, last.get());
        } finally {
            open.forEach(RowReader::close);
        }
        assertThat(file.isWanted()).isFalse();
    }

    private ImportFile open(TestWorkbook workbook) throws IOException, FileRefused {
        var out = new ByteArrayOutputStream();
        workbook.write(out);
        return open(out.toByteArray());
    }

    private ImportFile open(String text) throws IOException, FileRefused {
        return open(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportFile open(byte[] bytes) throws IOException, FileRefused {
        return ImportFile.open(write(bytes), FileOptions.NONE);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file" + System.identityHashCode(bytes)), bytes);
    }

    private static List<ImportRow> read(ImportFile file) throws IOException {
        var all = new ArrayList<ImportRow>();
        try (var rows = file.rows()) {
            for (@Nullable ImportRow row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    @Test
    void a_job_waits_for_a_moment_only_where_too_many_workbooks_are_open() {
        for (var i = 0; i < OpenBooks.MOST; i++) {
            OpenBooks.take();
        }
        try {
            var begun = System.nanoTime();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> ImportFile.inJob(() -> {
                        OpenBooks.take();
                        return 1;
                    }));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        } finally {
            for (var i = 0; i < OpenBooks.MOST; i++) {
                OpenBooks.giveBack();
            }
        }
    }
}
